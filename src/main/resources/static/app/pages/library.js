// Backgrounds and music.

import { h, put } from '../dom.js';
import { get, send, remove, forget } from '../api.js';
import { head, button, empty, sure, busy, sorry, note, player, notice, bar } from '../parts.js';
import { filePlace } from '../files.js';
import { entries, address, isOwn } from '../choices.js';
import { film } from '../looks.js';
import { percent } from '../format.js';

export default async function libraryPage({ session }) {
  const parts = [shelf(session, 'backgrounds', 'Backgrounds', 'media', 'What moves behind a chat: videos and pictures.'), shelf(session, 'music', 'Music', 'sounds', 'What lies below the voices.')];
  await Promise.all(parts.map((part) => part.load()));
  return { title: 'Library', element: h('div', {}, head('Library', 'Backgrounds and music that every form offers.'), h('div', { class: 'stack' }, parts.map((part) => part.element))) };
}

function shelf(session, name, title, kind, text) {
  const path = `/api/${name}`;
  const list = h('ul', { class: name === 'music' ? 'rows two' : 'films' });
  const state = h('div', { class: 'stack tight' });
  const place = filePlace(`Add to ${title.toLowerCase()}`, { kind, most: 1, changed: (files) => files.length && add(files[0]) });

  async function load() {
    try {
      const all = entries(await get(path));
      put(list, all.length ? all.map((entry) => (name === 'music' ? piece(entry) : ground(entry))) : h('li', {}, empty(name === 'music' ? 'music' : 'picture', 'Nothing here yet', text)));
    } catch (error) {
      put(list, h('li', {}, notice('bad', `${title} cannot be shown`, h('p', {}, error.message), button('Try again', { kind: 'small' }, load))));
    }
  }

  async function add(file) {
    const meter = bar(0, `Upload of ${file.name}`);
    const says = h('p', { class: 'small soft', role: 'status' });
    put(state, says, meter);
    const form = new FormData();
    form.append('file', file, file.name);
    try {
      await send(path, form, { progress: (share) => {
        meter.value = share * 100;
        put(says, share < 1 ? `${file.name}: ${percent(share * 100)}` : `${file.name} is checked and made ready`);
      } });
      note(`${file.name} is in the library`);
      put(state);
      forget(path);
      await load();
    } catch (error) {
      put(state, notice('bad', `${file.name} was not taken`, h('p', {}, error.message)));
    }
    place.files.length = 0;
    place.paint();
  }

  function away(entry) {
    if (!isOwn(entry, session)) {
      return null;
    }
    const control = button('', { kind: 'quiet square', sign: 'trash', name: `Delete ${entry.name}` }, async () => {
      if (await sure(`Delete “${entry.name}”?`, 'Videos that were made with it stay as they are.', 'Delete it')) {
        await busy(control, () => remove(`${path}/${encodeURIComponent(entry.id)}`).then(() => {
          forget(path);
          return load();
        }).catch(sorry));
      }
    });
    return control;
  }

  const piece = (entry) => h('li', { class: 'card row' }, player(entry.name, address(name, entry)), h('div', { class: 'row-text' }, h('h3', {}, entry.name),
    entry.description ? h('p', { class: 'soft small' }, entry.description) : null), away(entry));
  const ground = (entry) => h('li', { class: 'card' }, h('div', { class: 'tile-picture' }, film(entry)), h('div', { class: 'row' }, h('div', { class: 'row-text' }, h('h3', {}, entry.name)), away(entry)));

  return { load, element: h('section', { class: 'card padded shelf', 'aria-label': title }, h('h2', {}, title), h('p', { class: 'soft small' }, text), list, state, place.element) };
}
