// Which kind of video it is to be.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { head } from '../parts.js';
import { FORMATS } from '../format.js';

export const formatCards = () => h('ul', { class: 'format-cards' }, Object.entries(FORMATS).map(([id, format]) => h('li', {},
  h('a', { class: `card format-card ${id}`, href: `/new/${id}` }, h('span', { class: 'format-sign' }, icon(format.icon)),
    h('h2', {}, format.name), h('p', {}, format.tells)))));

export default async function formatsPage() {
  return {
    title: 'New video',
    element: h('div', {}, head('What shall it be?', 'Four formats. Each works with a ready text or script; ideas need a language model.'), formatCards(),
      h('p', { class: 'after soft' }, 'An ad that becomes a listing, too? ', h('a', { href: '/upload' }, 'Take the three steps.'))),
  };
}
