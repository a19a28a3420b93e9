// The drawings of buttons and tags; lines on a field of 24 by 24.

import { s } from './dom.js';

const PATHS = {
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chat: 'M20 11.5a7.5 7.5 0 0 1-11 6.6L4 20l1.7-4.3A7.5 7.5 0 1 1 20 11.5z',
  board: 'M3.5 5h17v11h-17zM12 16v4M8 20h8M8 12l2.5-2.5 2 2L16 8.5',
  bag: 'M5 8.5h14l-1 11H6zM9 8.5V7a3 3 0 0 1 6 0v1.5',
  book: 'M12 6.5C10 5 7 4.5 3.5 4.8v13c3.5-.3 6.5.2 8.5 1.7 2-1.5 5-2 8.5-1.7v-13C17 4.5 14 5 12 6.5zM12 6.5v13',
  film: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4M4 14.5h4M16 9.5h4M16 14.5h4',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.5',
  spark: 'M12 4v4M12 16v4M4 12h4M16 12h4M6.5 6.5l2.5 2.5M15 15l2.5 2.5M17.5 6.5L15 9M9 15l-2.5 2.5',
  alert: 'M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.1',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8v.1',
  stop: 'M7 7h10v10H7z',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 6v12M15.5 6v12',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14',
  upload: 'M12 16V5M7.5 9L12 4.5 16.5 9M5 19.5h14',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1L19 9M19 4.5V9h-4.5',
  trash: 'M5 7h14M9.5 7V5h5v2M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5',
  up: 'M12 19V6M6.5 11L12 5.5l5.5 5.5',
  down: 'M12 5v13M6.5 13l5.5 5.5 5.5-5.5',
  left: 'M14.5 6l-6 6 6 6',
  right: 'M9.5 6l6 6-6 6',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l4.5 4.5',
  mic: 'M12 4a2.7 2.7 0 0 0-2.7 2.7v4.6a2.7 2.7 0 0 0 5.4 0V6.7A2.7 2.7 0 0 0 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V20.5',
  music: 'M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9v.1',
  gear: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  key: 'M14.5 4.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 13l-7 7M6.5 17.5l2 2',
  tag: 'M4.5 4.5h7l8 8-7 7-8-8zM8.5 8.5v.1',
  paste: 'M8 6H6v14h12V6h-2M9 4h6v4H9z',
  link: 'M10 14l4-4M8.5 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M15.5 13l2-2a3.5 3.5 0 0 0-5-5l-2 2',
  text: 'M5 6.5V5h14v1.5M12 5v14M9.5 19h5',
};
const FULL = new Set(['play', 'stop']);

/** A drawing that says nothing to those who listen: what it stands on has a name. */
export function icon(name) {
  return s('svg', { class: FULL.has(name) ? 'icon full' : 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    s('path', { d: PATHS[name] || PATHS.info }));
}
