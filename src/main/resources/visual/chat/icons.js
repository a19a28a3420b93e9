// Our own icons: lines of 24 by 24, drawn in the colour of the text around them.
import { svg } from './dom.js';

const line = d => ({ d, class: 'line' });
const full = d => ({ d, class: 'full' });
const dot = (cx, cy, r) => ({ tag: 'circle', cx, cy, r, class: 'full' });
const ring = (cx, cy, r) => ({ tag: 'circle', cx, cy, r, class: 'line' });

const ICONS = {
  back: [line('M20 12H4.5M11 5l-7 7 7 7')],
  chevron: [line('M15.5 3.5L7 12l8.5 8.5')],
  call: [line('M5.6 3.5h3.1l1.6 4.4-2.2 1.7c1.1 2.6 3 4.6 5.7 5.8l1.8-2.2 4.4 1.7v3.2c0 1.2-1 2.1-2.2 2.1C10.3 19.7 4.2 13.5 3.5 5.7c-.1-1.2.9-2.2 2.1-2.2z')],
  video: [line('M4.5 6h9A2.5 2.5 0 0 1 16 8.5v7a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 2 15.5v-7A2.5 2.5 0 0 1 4.5 6zM16.5 13.5l5 3.3V7.2l-5 3.3')],
  more: [dot(12, 5, 2), dot(12, 12, 2), dot(12, 19, 2)],
  smile: [ring(12, 12, 9), line('M8 14.2c1 1.7 2.4 2.5 4 2.5s3-.8 4-2.5'), dot(8.8, 9.8, 1.2), dot(15.2, 9.8, 1.2)],
  clip: [line('M20 11.3l-8 8a5 5 0 0 1-7.1-7.1l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4')],
  camera: [line('M3.5 8.5A2 2 0 0 1 5.5 6.5h2L9 4.2h6l1.5 2.3h2a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z'), ring(12, 12.8, 3.7)],
  mic: [full('M12 14.8a3.4 3.4 0 0 0 3.4-3.4V5.9a3.4 3.4 0 0 0-6.8 0v5.5a3.4 3.4 0 0 0 3.4 3.4z'), line('M5.6 11.5a6.4 6.4 0 0 0 12.8 0M12 18v3.2')],
  micLine: [line('M12 14.8a3.4 3.4 0 0 0 3.4-3.4V5.9a3.4 3.4 0 0 0-6.8 0v5.5a3.4 3.4 0 0 0 3.4 3.4zM5.6 11.5a6.4 6.4 0 0 0 12.8 0M12 18v3.2')],
  plus: [line('M12 4.5v15M4.5 12h15')],
  note: [line('M6 3.5h12A2.5 2.5 0 0 1 20.5 6v8L14 20.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5zM20.5 14h-4a2.5 2.5 0 0 0-2.5 2.5v4')],
  play: [full('M7 4.8c0-1 1-1.6 1.9-1.1l11 7.2c.8.5.8 1.7 0 2.2l-11 7.2c-.9.5-1.9-.1-1.9-1.1z')],
  forward: [full('M13.5 5.2c0-.9 1-1.3 1.6-.7l6.3 6.2c.4.4.4 1 0 1.4l-6.3 6.2c-.6.6-1.6.2-1.6-.7v-3.3c-5 0-8.3 1.6-10.3 4.6-.3.5-1 .2-.9-.3.9-5.5 4.3-9.5 11.2-10.3z')],
  blocked: [ring(12, 12, 8.5), line('M6 6l12 12')],
  omitted: [line('M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5zM4.5 16.5l4.7-5 4 4.2 2.6-2.5 4 4'), dot(15.5, 9.3, 1.4)],
  person: [full('M12 12.2a4.3 4.3 0 1 0 0-8.6 4.3 4.3 0 0 0 0 8.6zM12 14.2c-4.5 0-8.6 2.3-8.6 5.8V22h17.2v-2c0-3.5-4.1-5.8-8.6-5.8z')],
  group: [full('M8.5 12a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM15.8 12.3a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8.5 13.6c-3.3 0-6.5 1.6-6.5 4.3V19h13v-1.1c0-2.7-3.2-4.3-6.5-4.3zM16.7 19H22v-1c0-2.5-2.9-4-6-4-.5 0-.9 0-1.3.1 1.3 1 2 2.3 2 3.8z')],
};

export function icon(name, classes = '') {
  return svg(`icon ${classes}`, '0 0 24 24', ICONS[name]);
}

/** Ticks of a message: one for sent, two for delivered, two coloured ones for read. */
export function ticks(status) {
  const strokes = status === 'sent' ? ['M5 6l3 3.2L14 2'] : ['M1 6l3 3.2L10 2', 'M7.2 8.6l.6.6L14 2'];
  return svg(`ticks ${status}`, '0 0 15 11', strokes.map(line));
}

export function signal() {
  return svg('signal', '0 0 18 12', [0, 1, 2, 3].map(bar => (
    { tag: 'rect', x: bar * 4.8, y: 8 - bar * 2.667, width: 3.2, height: 4 + bar * 2.667, rx: 1, class: 'full' })));
}

export function wedge() {
  return svg('wedge', '0 0 16 16', [full('M15.5 1v13.5a1 1 0 0 1-1 1H1z')]);
}

export function wifi() {
  return svg('wifi', '0 0 17 12', [
    line('M1.2 4.4a10.5 10.5 0 0 1 14.6 0'), line('M3.8 7.3a6.7 6.7 0 0 1 9.4 0'), dot(8.5, 10.2, 1.5)]);
}

export function battery(percent) {
  const filled = Math.max(0, Math.min(100, percent)) / 100;
  return svg('battery', '0 0 27 13', [
    { tag: 'rect', x: 0.5, y: 0.5, width: 23, height: 12, rx: 3.8, class: 'case' },
    { tag: 'rect', x: 2, y: 2, width: 20 * filled, height: 9, rx: 2.4, class: percent <= 20 ? 'full low' : 'full' },
    { d: 'M25 4.3c.9.3 1.5 1.2 1.5 2.2S25.9 8.4 25 8.7z', class: 'full pole' }]);
}
