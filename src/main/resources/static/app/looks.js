// Themes and styles to choose by eye.

import { h, unique } from './dom.js';
import { address } from './choices.js';

/** Tiles of which one holds; the first of them leaves it to the house. */
function tiles(name, label, options, draw) {
  const group = unique(name);
  const element = h('div', { class: 'tiles looks', role: 'radiogroup', 'aria-label': label }, options.map((option, index) => h('label', { class: 'tile', title: option.description },
    h('input', { type: 'radio', name: group, value: option.id, checked: index === 0 }), draw(option),
    h('span', { class: 'tile-name' }, option.name))));
  return { element, get value() { return element.querySelector('input:checked').value || undefined; } };
}

/** The looks of slides and cards. */
export function themePick(choices) {
  return tiles('theme', 'Theme', [{ id: '', name: 'As usual' }, ...choices.themes], (theme) => h('span', { class: `tile-picture slide-look theme-${CSS.escape(theme.id || 'usual')}` },
    h('i', {}), h('b', {}), h('b', {}), h('b', {})));
}

/** The styles of generated pictures. */
export function stylePick(styles) {
  return tiles('style', 'Style', [{ id: '', name: 'None', description: 'As the prompts say' }, ...styles], (style) => h('span', { class: `tile-picture style-look style-${CSS.escape(style.id || 'none')}` }));
}

/** A background that moves while somebody points at it, or stands still where it is a picture. */
export function film(entry) {
  const source = address('backgrounds', entry);
  if (entry.content_type?.startsWith('image/')) {
    return h('img', { src: entry.thumbnail ?? source, alt: '', loading: 'lazy' });
  }
  const moving = h('video', { src: `${source}#t=0.1`, poster: entry.thumbnail, muted: true, loop: true, playsinline: true, preload: entry.thumbnail ? 'none' : 'metadata', 'aria-hidden': 'true', tabindex: '-1',
    onmouseenter: () => moving.play().catch(() => {}), onmouseleave: () => moving.pause() });
  return moving;
}
