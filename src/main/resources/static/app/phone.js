// The quick look of a chat: drawn by the page while somebody types, close to what the video shows.

import { h, put } from './dom.js';

const COLOURS = 8;

function colour(name) {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  }
  return `tone-${sum % COLOURS}`;
}

const emojiOnly = (text) => text.length <= 16 && /^(\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) && !/\d/.test(text);

/** @returns element, draw({messages, participants, me, theme, look}) */
export function phone() {
  const title = h('strong', {});
  const presence = h('span', {});
  const avatar = h('span', { class: 'face' });
  const list = h('div', { class: 'bubbles' });
  const element = h('div', { class: 'phone', role: 'img', 'aria-label': 'Quick look of the chat' },
    h('div', { class: 'phone-head' }, avatar, h('div', {}, title, presence)), list,
    h('div', { class: 'phone-foot' }, h('span', {}, 'Message'), h('i', {})));

  function draw({ messages, participants, me, theme, look }) {
    element.dataset.theme = theme === 'dark' ? 'dark' : 'light';
    element.dataset.look = look === 'ios' ? 'ios' : 'android';
    const others = participants.filter((name) => name !== me);
    const name = others.join(', ') || 'Chat';
    put(title, name);
    put(presence, others.length > 1 ? [...others, 'you'].join(', ') : 'online');
    put(avatar, Array.from(name)[0] || '');
    avatar.className = `face ${colour(others[0] || '')}`;
    let minutes = 9 * 60 + 41;
    put(list, messages.filter((message) => message.text.trim() !== '').map((message, index, all) => {
      const mine = message.from === me;
      const first = all[index - 1]?.from !== message.from;
      minutes += first ? 1 : 0;
      const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
      const big = emojiOnly(message.text.trim());
      return h('div', { class: `bubble ${mine ? 'mine' : 'theirs'} ${first ? 'first' : ''} ${big ? 'big' : ''}` },
        !mine && first && others.length > 1 ? h('b', { class: colour(message.from) }, message.from) : null,
        h('span', { dir: 'auto' }, message.text.trim()), h('small', {}, time, mine ? ' ✓✓' : ''));
    }));
    list.scrollTop = list.scrollHeight;
  }
  return { element, draw };
}
