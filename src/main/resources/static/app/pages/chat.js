// A chat, written message by message, or of an idea, or ready.

import { h, put, later, announce, unique } from '../dom.js';
import { icon } from '../icons.js';
import { ask } from '../api.js';
import { button, field, group, input, area, select, choice, dialog, note, player } from '../parts.js';
import { filePlace, readText } from '../files.js';
import { formPage, formatChoices, section, fields, text, amount, pick, ways, scriptField, musicPick, moreFields, languagePick, modelNotice, tidy, wrong, own } from '../form.js';
import { backgrounds, voices as allVoices, sentence } from '../choices.js';
import { readChat } from '../chat-text.js';
import { phone } from '../phone.js';
import { saved, save, drop } from '../draft.js';
import { film } from '../looks.js';

const DRAFT = 'chat';
const NAMES = ['Ana', 'Bruno', 'Carla', 'Davi', 'Emma', 'Felix', 'Gabi', 'Hugo'];

const fresh = () => ({
  participants: [{ name: 'Ana', voice: '' }, { name: 'Bruno', voice: '' }],
  me: 1,
  messages: [{ by: 0, text: '' }, { by: 1, text: '' }],
});

export default async function chatForm({ go }) {
  const choices = await formatChoices('chat');
  const state = saved(DRAFT) || fresh();
  const people = await peopleEditor(state, changed);
  const messages = messageEditor(state, changed);
  const idea = text('prompt', 'What happens in the chat?', { lines: 5, wide: true, maxlength: 4000, placeholder: 'Two friends argue about pineapple on pizza' });
  const tone = text('tone', 'Tone', { optional: true, placeholder: 'funny' });
  const count = amount('messages', 'Messages', { min: 2, max: 200, optional: true });
  const ready = scriptField('title: Pizza night\nscenes:\n  - from: Ana\n    text: Pineapple?\n  - from: Bruno\n    text: Never.');
  const title = text('title', 'Title', { optional: true, maxlength: 200 });
  const language = languagePick(choices);
  const theme = choice('theme', 'Theme', [{ id: 'light', name: 'Light' }, { id: 'dark', name: 'Dark' }], state.theme || 'light', (value) => { state.theme = value; changed(); });
  const look = choice('look', 'Phone', [{ id: 'android', name: 'Android' }, { id: 'ios', name: 'iOS' }], state.look || 'android', (value) => { state.look = value; changed(); });
  const layout = pick('layout', 'Layout', [{ id: '', name: 'The chat grows and scrolls' }, { id: 'groups', name: 'A few at a time, then a fresh start' }], '');
  const perGroup = amount('messages_per_group', 'Messages at a time', { min: 1, max: 20, value: 4 });
  const ground = await backgroundPick();
  const music = await musicPick('chat');
  const more = await moreFields('chat', choices);
  const quick = phone();
  const exact = h('img', { class: 'exact', alt: 'Exact picture of the chat, as in the video', hidden: true });
  const exactSays = h('p', { class: 'soft small', 'aria-live': 'polite' });

  const modes = ways('mode', 'How the chat comes to be', [
    { id: 'write', name: 'Write it', sign: 'chat', panel: messages.element },
    { id: 'idea', name: 'From an idea', sign: 'spark', panel: h('div', { class: 'stack tight' }, modelNotice(choices), idea.element, fields(tone.element, count.element)) },
    { id: 'ready', name: 'Script or export', sign: 'text', panel: ready.element },
  ], 'write');

  function names() {
    return state.participants.map((one) => one.name.trim());
  }

  /** What is written, as a script. */
  function script() {
    const all = names();
    return tidy({
      format: 'chat',
      title: title.value,
      participants: state.participants.map((one) => ({ name: one.name.trim() })),
      me: all[state.me],
      scenes: state.messages.filter((message) => message.text.trim() !== '').map((message) => ({ from: all[message.by], text: message.text.trim() })),
    });
  }

  function check() {
    const all = names();
    if (all.some((name) => name === '')) {
      throw wrong('participants', 'Everybody needs a name');
    }
    if (new Set(all).size < all.length) {
      throw wrong('participants', 'Two of them have the same name');
    }
    if (modes.value === 'write' && script().scenes === undefined) {
      throw wrong('script', 'Write at least one message');
    }
    if (modes.value === 'idea' && !idea.value) {
      throw wrong('prompt', 'Say what the chat is about');
    }
    if (modes.value === 'ready' && !ready.value) {
      throw wrong('script', 'Paste a script or an export, or open a file');
    }
  }

  function collect() {
    check();
    const voices = Object.fromEntries(state.participants.filter((one) => one.voice).map((one) => [one.name.trim(), one.voice]));
    const own = modes.value === 'ready';
    return {
      request: tidy({
        format: 'chat',
        title: title.value,
        language: language.value,
        ...(modes.value === 'idea' ? { prompt: idea.value, tone: tone.value, messages: count.value, participants: names(), me: names()[state.me] } : {}),
        script: modes.value === 'write' ? script() : own ? ready.value : undefined,
        voices: own ? undefined : voices,
        theme: theme.value,
        look: look.value,
        layout: layout.value,
        messages_per_group: layout.value === 'groups' ? perGroup.value : undefined,
        background: ground.value,
        music: music.value,
        ...more.value,
      }),
      files: [...ground.files, ...music.files],
    };
  }

  const which = choice('preview', 'Preview', [{ id: 'quick', name: 'Quick look' }, { id: 'exact', name: 'Exact picture' }], 'quick', showPreview);
  let asked = null;

  async function paintExact() {
    if (which.value !== 'exact') {
      return;
    }
    asked?.abort();
    const mine = asked = new AbortController();
    const content = modes.value === 'ready' ? ready.value : script();
    if (!content || (modes.value !== 'ready' && !content.scenes)) {
      put(exactSays, 'The exact picture appears with the first message.');
      exact.hidden = true;
      return;
    }
    put(exactSays, 'Drawing …');
    try {
      const response = await ask('/api/previews/chat', { method: 'POST', signal: mine.signal, headers: { Accept: 'image/png, application/problem+json' },
        json: tidy({ script: content, theme: theme.value, look: look.value, language: language.value }) });
      const picture = URL.createObjectURL(await response.blob());
      URL.revokeObjectURL(exact.src);
      exact.src = picture;
      exact.hidden = false;
      put(exactSays);
    } catch (error) {
      if (error.name !== 'AbortError') {
        put(exactSays, error.message);
      }
    }
  }
  const exactSoon = later(600, paintExact);

  function showPreview() {
    const isExact = which.value === 'exact';
    quick.element.hidden = isExact;
    exact.hidden = !isExact || !exact.src;
    exactSays.hidden = !isExact;
    if (isExact) {
      paintExact();
    }
  }

  function draw() {
    const all = names();
    const parsed = modes.value === 'ready' ? readChat(ready.value || '') : null;
    quick.draw({
      messages: parsed?.messages ?? (modes.value === 'write' ? state.messages.map((message) => ({ from: all[message.by], text: message.text })) : []),
      participants: parsed?.participants ?? all,
      me: parsed?.me ?? all[state.me],
      theme: theme.value,
      look: look.value,
    });
  }

  function changed() {
    save(DRAFT, state);
    draw();
    exactSoon();
    page.soon();
  }

  messages.onPaste = () => pasteDialog((chat) => {
    state.participants = chat.participants.map((name) => ({ name, voice: '' }));
    state.me = Math.max(0, chat.participants.indexOf(chat.me));
    state.messages = chat.messages.map((message) => ({ by: chat.participants.indexOf(message.from), text: message.text }));
    if (chat.title) {
      title.control.value = chat.title;
    }
    people.paint();
    messages.paint();
    modes.choose('write');
    changed();
    note(`${chat.messages.length} messages taken over${chat.left ? `; ${chat.left} lines that are no texts were left out` : ''}`);
  }, (raw) => {
    ready.control.value = raw;
    modes.choose('ready');
    changed();
  });
  people.onPeople = () => messages.paint();

  const page = formPage({
    format: 'chat', go, collect, sent: () => drop(DRAFT),
    title: 'New chat',
    tells: 'A conversation that types itself over a moving background, every message spoken.',
    beside: h('div', { class: 'card padded preview' }, which.element, quick.element, exact, exactSays),
    content: [
      section('Who talks', people.element),
      section('What they say', modes.element),
      section('How it looks', fields(
        group('theme', 'Theme', theme.element), group('look', 'Phone', look.element)), group('background', 'Background', ground.element)),
      section('Details', fields(title.element, language.element, layout.element, perGroup.element), music.element),
      more.element,
    ],
  });
  const groups = () => { perGroup.element.hidden = layout.value !== 'groups'; };
  layout.control.addEventListener('change', groups);
  page.form.addEventListener('input', () => { draw(); exactSoon(); });
  groups();
  showPreview();
  draw();
  return { title: 'New chat', element: page.element };
}

/** Who takes part: name, voice, and which of them is "me". */
async function peopleEditor(state, changed) {
  const voices = await allVoices();
  const list = h('ul', { class: 'people' });
  const me = unique('me');
  const editor = { onPeople: () => {}, paint };
  const add = button('Add somebody', { kind: 'small', sign: 'plus' }, () => {
    state.participants.push({ name: NAMES.find((name) => !state.participants.some((one) => one.name === name)) || 'Somebody', voice: '' });
    paint();
    editor.onPeople();
    changed();
    list.lastElementChild.querySelector('input[type=text]').select();
  });

  function paint() {
    put(list, state.participants.map((one, index) => {
      const name = input({ value: one.name, maxlength: 60, 'aria-label': `Name of participant ${index + 1}`, oninput: () => {
        one.name = name.value;
        editor.onPeople();
        changed();
      } });
      const voice = h('select', { 'aria-label': `Voice of ${one.name}`, onchange: () => {
        one.voice = voice.value;
        hear.disabled = !voice.value;
        changed();
      } }, h('option', { value: '' }, 'A voice that fits'), voices.map((each) => h('option', { value: each.id }, each.name)));
      voice.value = one.voice;
      const hear = player(`the voice of ${one.name}`, () => sentence(voice.value));
      hear.disabled = !voice.value;
      return h('li', {}, name, voice, hear,
        h('label', { class: 'check me' }, h('input', { type: 'radio', name: me, checked: state.me === index, onchange: () => {
          state.me = index;
          changed();
        } }), h('span', {}, 'is me')),
        button('', { kind: 'quiet square', sign: 'trash', name: `Remove ${one.name}`, disabled: state.participants.length <= 2 }, () => {
          state.participants.splice(index, 1);
          state.messages = state.messages.filter((message) => message.by !== index)
            .map((message) => ({ ...message, by: message.by > index ? message.by - 1 : message.by }));
          state.me = state.me === index ? state.participants.length - 1 : state.me > index ? state.me - 1 : state.me;
          paint();
          editor.onPeople();
          changed();
          announce(`${one.name} removed`);
        }));
    }));
  }

  paint();
  editor.element = h('div', { class: 'stack tight', 'data-field': 'participants' }, list, h('div', {}, add), h('p', { class: 'error', hidden: true }));
  return editor;
}

/** The messages. Enter begins the next one, Alt with an arrow moves one. */
function messageEditor(state, changed) {
  const list = h('ol', { class: 'messages' });
  const editor = { onPaste: () => {}, paint };

  function focus(index) {
    list.children[index]?.querySelector('textarea').focus();
  }

  function insert(index, by) {
    state.messages.splice(index, 0, { by, text: '' });
    paint();
    changed();
    focus(index);
  }

  function move(index, step) {
    const to = index + step;
    if (to < 0 || to >= state.messages.length) {
      return;
    }
    const [message] = state.messages.splice(index, 1);
    state.messages.splice(to, 0, message);
    paint();
    changed();
    focus(to);
    announce(`Message ${index + 1} is number ${to + 1} now`);
  }

  function removeAt(index) {
    state.messages.splice(index, 1);
    if (state.messages.length === 0) {
      state.messages.push({ by: 0, text: '' });
    }
    paint();
    changed();
    focus(Math.max(0, index - 1));
    announce(`Message ${index + 1} removed`);
  }

  const next = (by) => (by === state.me ? state.participants.findIndex((_, index) => index !== state.me) : state.me);

  function paint() {
    put(list, state.messages.map((message, index) => {
      const by = select(state.participants.map((one, number) => ({ id: String(number), name: one.name || '…' })), String(message.by), {
        'aria-label': `Who says message ${index + 1}`, class: 'by', onchange: () => {
          message.by = Number(by.value);
          item.classList.toggle('mine', message.by === state.me);
          changed();
        } });
      const said = area({ rows: 1, value: message.text, maxlength: 5000, dir: 'auto', 'aria-label': `Message ${index + 1}`, placeholder: index === 0 ? 'Type a message, Enter for the next one' : '',
        oninput: () => {
          message.text = said.value;
          changed();
        },
        onkeydown: (event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            if (state.messages[index + 1] && state.messages[index + 1].text === '') {
              focus(index + 1);
            } else {
              insert(index + 1, next(message.by));
            }
          } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            event.preventDefault();
            move(index, event.key === 'ArrowUp' ? -1 : 1);
          } else if (event.key === 'Backspace' && said.value === '' && state.messages.length > 1) {
            event.preventDefault();
            removeAt(index);
          }
        } });
      const item = h('li', { class: message.by === state.me ? 'mine' : '' }, by, said,
        h('div', { class: 'tools' },
          button('', { kind: 'quiet square', sign: 'up', name: `Move message ${index + 1} up`, disabled: index === 0 }, () => move(index, -1)),
          button('', { kind: 'quiet square', sign: 'down', name: `Move message ${index + 1} down`, disabled: index === state.messages.length - 1 }, () => move(index, 1)),
          button('', { kind: 'quiet square', sign: 'trash', name: `Delete message ${index + 1}` }, () => removeAt(index))));
      return item;
    }));
  }

  paint();
  editor.element = h('div', { class: 'stack tight', 'data-field': 'script' }, list,
    h('p', { class: 'error', hidden: true }),
    h('div', { class: 'buttons' },
      button('Add a message', { kind: 'small', sign: 'plus' }, () => insert(state.messages.length, next(state.messages.at(-1)?.by ?? 0))),
      button('Paste a chat', { kind: 'small', sign: 'paste' }, () => editor.onPaste())));
  return editor;
}

/** Takes over a chat that a phone exported, or JSON. */
function pasteDialog(taken, raw) {
  dialog('Paste a chat', ({ heading, close }) => {
    const content = area({ rows: 10, class: 'code', autofocus: true, placeholder: '12/03/2026, 10:15 - Ana: Hi!\n12/03/2026, 10:16 - Bruno: Hi, Ana!' });
    const place = field('pasted', 'Export or JSON', content, { help: 'What WhatsApp’s Export chat writes (Android or iOS), or [{"from": "Ana", "text": "Hi!"}].' });
    const open = h('input', { type: 'file', class: 'unseen', accept: '.txt,.json', 'aria-label': 'Open an exported chat', onchange: async () => {
      const read = open.files[0] && await readText(open.files[0]);
      content.value = read || content.value;
      open.value = '';
    } });
    return h('form', { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      const chat = readChat(content.value);
      if (chat) {
        close();
        taken(chat);
        return;
      }
      const error = place.querySelector('.error');
      put(error, icon('alert'), 'This is neither an exported chat nor messages as JSON.', ' ',
        h('button', { type: 'button', class: 'linkish', onclick: () => {
          close();
          raw(content.value);
        } }, 'Use it as a script'));
      error.hidden = false;
      content.setAttribute('aria-invalid', 'true');
    } }, heading, place, h('div', { class: 'buttons' },
      h('label', { class: 'button file-button' }, open, icon('upload'), 'Open a file'), button('Take over', { kind: 'main', type: 'submit' })));
  });
}

/** What moves behind the chat. */
async function backgroundPick() {
  const all = await backgrounds();
  const name = unique('background');
  const place = filePlace('Background of yours', { kind: 'media', most: 1 });
  place.element.hidden = true;
  const tile = (id, title, inside, checked = false) => h('label', { class: 'tile' },
    h('input', { type: 'radio', name, value: id, checked, onchange: () => { place.element.hidden = id !== '/own'; } }),
    h('span', { class: 'tile-picture' }, inside), h('span', { class: 'tile-name' }, title));
  const tiles = h('div', { class: 'tiles' },
    tile('', 'Surprise me', icon('spark'), true), tile('none', 'None: the chat fills the frame', icon('chat')),
    all.map((entry) => tile(entry.id, entry.name, film(entry))), tile('/own', 'Mine', icon('upload')));
  const chosen = () => tiles.querySelector('input:checked').value;
  return {
    element: h('div', { class: 'stack tight' }, tiles, place.element),
    get value() { return chosen() === '/own' ? own('background', place).name : chosen(); },
    get files() { return chosen() === '/own' ? [own('background', place)] : []; },
  };
}
