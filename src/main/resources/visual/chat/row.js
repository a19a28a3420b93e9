// A row of the list: a message with all that hangs on it, a notice, or somebody typing.
import { element, image, isolated, svg } from './dom.js';
import { icon, ticks } from './icons.js';
import { avatar } from './panel.js';
import { duration, emojisAlone, marked } from './text.js';

export function row(page, message, before) {
  if (message.person < 0) {
    const notice = element('div', `row notice ${message.kind}`, isolated('div', 'bubble', message.text));
    return grouped(notice, message, before);
  }
  const bubble = element('div', 'bubble');
  const made = element('div', `row message ${message.mine ? 'mine' : 'theirs'} ${message.kind}`, bubble);
  made.classList.toggle('first', message.first);
  made.classList.toggle('last', message.last);
  made.classList.toggle('in-group', page.group);
  made.classList.toggle('marked-forwarded', message.forwarded);
  const person = page.people[message.person];
  if (page.group && !message.mine) {
    made.prepend(side(person));
  }
  if (message.kind !== 'sticker') {
    bubble.append(tail(page.look));
  }
  if (page.group && !message.mine && message.first && message.kind !== 'sticker') {
    bubble.append(name(person));
  }
  if (message.forwarded) {
    bubble.append(element('div', 'forwarded', icon('forward'), message.kind === 'sticker' ? '' : page.words.forwarded));
  }
  if (message.quote) {
    bubble.append(quote(page, message.quote));
  }
  bubble.append(...content(page, message, made));
  if (message.reactions.length) {
    made.classList.add('reacted');
    bubble.append(reactions(message.reactions));
  }
  return grouped(made, message, before);
}

/** A page's first row lies at its top; elsewhere a new run stands off more than the next message of the same one. */
function grouped(made, message, before) {
  made.classList.toggle('opening', !before || before.page !== message.page);
  if (message.person >= 0) {
    made.dir = 'ltr';
  }
  return made;
}

function content(page, message, made) {
  const meta = () => metadata(page, message);
  switch (message.kind) {
    case 'image': {
      const picture = element('div', 'picture', image('', message.picture));
      if (message.text) {
        return [picture, text(message, marked(message.text), meta), meta()];
      }
      made.classList.add('bare');
      picture.append(meta());
      return [picture];
    }
    case 'sticker':
      return [element('div', 'picture', image('', message.picture)), meta()];
    case 'voice_note':
      return [voiceNote(page, message), meta()];
    case 'deleted':
      return [text(message, [icon('blocked'), message.text], meta), meta()];
    case 'omitted':
      return [text(message, [icon('omitted'), message.text], meta), meta()];
    default: {
      const emojis = emojisAlone(message.text);
      if (emojis) {
        made.classList.add('emojis', `emojis-${emojis}`);
        return [element('div', 'large', message.text.replace(/\s/gu, '')), meta()];
      }
      return [text(message, marked(message.text ?? ''), meta), meta()];
    }
  }
}

/** The text ends with an unseen copy of the time and ticks, which keeps their place free in the last line. */
function text(message, nodes, meta) {
  const made = isolated('div', 'text', '');
  const space = meta();
  space.className = 'space';
  made.lang = message.language ?? '';
  made.append(...nodes, space);
  return made;
}

function metadata(page, message) {
  return element('div', 'meta',
    message.edited && element('span', 'edited', page.words.edited),
    message.time && element('span', 'time', message.time),
    message.status && message.kind !== 'deleted' && ticks(message.status));
}

function name(person) {
  const made = isolated('div', 'name', person.name);
  made.dataset.colour = person.colour;
  return made;
}

function side(person) {
  return element('div', 'side', avatar(person.avatar));
}

/** Android's points up and away from the first bubble of a run, the other's is a fin at the last one's lower corner. */
function tail(look) {
  return look === 'ios'
    ? svg('tail', '0 0 26 20', [{ d: 'M7 0v8c0 6-1.7 9.3-6.2 11-.8.3-.6.9.1.9 3.7.2 7-.7 9.7-2.7 4 2 9 2.8 15.4 2.8V0z' }])
    : svg('tail', '0 0 12 18', [{ d: 'M12 0H2.6C.7 0-.2 2.1 1.1 3.5L12 15z' }]);
}

function quote(page, quoted) {
  const person = page.people[quoted.person];
  const made = element('div', 'quote');
  const colour = quoted.mine || !person ? 'mine' : page.group ? person.colour : 'other';
  made.dataset.colour = colour;
  const title = isolated('div', 'quoted-name', quoted.mine ? page.words.you : person?.name);
  title.dataset.colour = colour;
  const symbol = { image: 'camera', voice_note: 'mic', sticker: 'note', deleted: 'blocked', omitted: 'omitted' }[quoted.kind];
  const length = quoted.kind === 'voice_note' && quoted.seconds ? ` (${duration(quoted.seconds)})` : '';
  const line = isolated('div', 'quoted-text', '');
  line.append(...[symbol && icon(symbol), ...marked(quoted.text ?? ''), length].filter(node => node));
  made.append(element('div', 'quoted', title, line));
  if (quoted.picture) {
    made.append(image('thumb', quoted.picture));
  }
  return made;
}

function reactions(given) {
  const total = given.reduce((sum, reaction) => sum + reaction.count, 0);
  return element('div', 'reactions',
    ...given.slice(0, 4).map(reaction => element('span', 'reaction', reaction.emoji)),
    total > 1 && element('span', 'count', String(total)));
}

function voiceNote(page, message) {
  const person = page.people[message.person];
  const bars = message.waveform.map((height, index) => {
    const tall = Math.max(1.8, height * 0.2);
    return { tag: 'rect', x: index * 4, y: 11 - tall / 2, width: 2.2, height: tall, rx: 1.1, class: 'full' };
  });
  return element('div', 'voice',
    element('div', 'speaker', avatar(person.avatar), icon('mic', message.status === 'read' ? 'heard' : '')),
    icon('play'),
    element('div', 'track',
      svg('waveform', `0 0 ${bars.length * 4} 22`, [...bars, { tag: 'circle', cx: 5, cy: 11, r: 5.5, class: 'knob' }]),
      element('div', 'length', duration(message.seconds))));
}

/** One phase of the typing indicator: three dots that rise one after the other. */
export function typingRow(page, index, phase, phases) {
  const dots = [0, 1, 2].map(dot => {
    const turn = 2 * Math.PI * (phase / phases - dot * 0.17);
    const rise = Math.max(0, Math.sin(turn));
    return { tag: 'circle', cx: 6 + dot * 11, cy: 11 - rise * 4.5, r: 3.6, 'fill-opacity': 0.45 + 0.55 * rise };
  });
  const made = element('div', 'row message theirs typing first last',
    page.group && side(page.people[index]),
    element('div', 'bubble', tail(page.look), svg('dots', '0 0 34 18', dots)));
  made.classList.toggle('in-group', page.group);
  made.dir = 'ltr';
  return made;
}
