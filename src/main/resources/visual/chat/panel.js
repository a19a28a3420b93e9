// What stands around the list: wallpaper, status bar and header above, input bar below.
import { element, image, isolated } from './dom.js';
import { battery, icon, signal, wedge, wifi } from './icons.js';

export function avatar(given) {
  const made = element('div', 'avatar');
  if (given.picture) {
    made.append(image('', given.picture));
  } else if (given.initials) {
    made.append(element('span', 'initials', given.initials));
    made.dataset.colour = given.colour;
  } else {
    made.append(icon(given.group ? 'group' : 'person'));
    made.classList.add('nobody');
  }
  return made;
}

export function wallpaper(height) {
  const made = element('div', 'wallpaper', element('div', 'doodles'));
  made.style.height = `${height}px`;
  return made;
}

export function top(page, typing) {
  const made = element('div', 'top', statusBar(page), header(page, typing));
  made.dir = 'ltr';
  return made;
}

function statusBar({ look, header }) {
  const percent = element('span', 'percent', `${header.battery}%`);
  return element('div', 'status-bar', element('span', 'clock', header.clock ?? ''),
    ...(look === 'ios'
      ? [signal(), wifi(), battery(header.battery)]
      : [wifi(), wedge(), battery(header.battery), percent]));
}

function header({ look, header: shown }, typing) {
  const line = typing ?? shown.presence;
  const names = element('div', 'names', isolated('div', 'title', shown.name),
    line && isolated('div', typing ? 'presence typing-now' : 'presence', line));
  return element('div', 'header', icon(look === 'ios' ? 'chevron' : 'back', 'back'), avatar(shown.avatar), names,
    icon('video'), icon('call'), look === 'android' && icon('more', 'more'));
}

export function bottom({ look, words }) {
  const field = isolated('span', 'hint', words.message);
  const bar = look === 'ios'
    ? element('div', 'bar', icon('plus', 'plus'), element('div', 'field', element('span', 'hint', ''), icon('note')),
      icon('camera'), icon('micLine'))
    : element('div', 'bar', element('div', 'field', icon('smile'), field, icon('clip'), icon('camera')),
      element('div', 'send', icon('mic')));
  const made = element('div', 'bottom', bar, element('div', 'home'));
  made.dir = 'ltr';
  return made;
}
