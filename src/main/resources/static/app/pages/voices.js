// All voices: to hear, to add by a recording, to give to characters.

import { h, put, later } from '../dom.js';
import { icon } from '../icons.js';
import { get, post, send, remove, forget } from '../api.js';
import { head, tag, button, empty, field, input, area, dialog, sure, busy, sorry, note, player, showErrors, clearErrors, group, bar } from '../parts.js';
import { filePlace } from '../files.js';
import { entries, sentence, isOwn } from '../choices.js';
import { language, number, words } from '../format.js';

const AT_ONCE = 60;

export default async function voicesPage({ session }) {
  let all = [];
  let most = AT_ONCE;
  const given = h('ul', { class: 'rows' });
  const list = h('ul', { class: 'rows two' });
  const more = h('div', { class: 'pager' });
  const count = h('span', { class: 'soft small', role: 'status' });
  const search = input({ type: 'search', placeholder: 'Search voices', 'aria-label': 'Search voices' });
  const tongue = h('select', { 'aria-label': 'Language' });

  async function load() {
    all = entries(await get('/api/voices'));
    forget('/api/voices');
    const tags = [...new Set(all.map((voice) => voice.language).filter(Boolean))].sort((a, b) => language(a).localeCompare(language(b)));
    const chosen = tongue.value;
    put(tongue, h('option', { value: '' }, 'All languages'), tags.map((id) => h('option', { value: id }, language(id))));
    tongue.value = tags.includes(chosen) ? chosen : '';
    paint();
  }

  function paint() {
    const mapped = all.filter((voice) => voice.character);
    put(given, mapped.length ? mapped.map((voice) => row(voice, true)) : h('li', { class: 'soft' }, 'Nobody yet. Characters without a voice of their own get one that fits, the same in every video.'));
    const sought = search.value.trim().toLowerCase();
    const found = all.filter((voice) => !voice.character && (!tongue.value || voice.language === tongue.value)
      && (!sought || `${voice.name} ${voice.id} ${voice.description} ${voice.engine}`.toLowerCase().includes(sought)));
    put(count, found.length === 1 ? '1 voice' : `${number(found.length)} voices`);
    put(list, found.length ? found.slice(0, most).map((voice) => row(voice, false)) : h('li', {}, empty('mic', 'No voice fits', 'Try other words, or all languages.')));
    put(more, found.length > most ? button(`Show ${number(Math.min(AT_ONCE, found.length - most))} more`, {}, () => {
      most += AT_ONCE;
      paint();
    }) : []);
  }

  function row(voice, mapped) {
    const own = isOwn(voice, session);
    const away = own ? button('', { kind: 'quiet square', sign: 'trash', name: mapped ? `Take the voice from ${voice.character}` : `Delete ${voice.name}` }, async () => {
      if (await sure(mapped ? `Take the voice from ${voice.character}?` : `Delete “${voice.name}”?`,
        mapped ? 'From the next video on, a voice that fits is chosen.' : 'The recording and its consent are deleted with it.', mapped ? 'Take it' : 'Delete it')) {
        await busy(away, () => remove(`/api/voices/${encodeURIComponent(voice.id)}`).then(load).catch(sorry));
      }
    }) : null;
    return h('li', { class: 'card row' }, player(mapped ? `the voice of ${voice.character}` : voice.name, sentence(voice.id)),
      h('div', { class: 'row-text' }, h('h3', {}, mapped ? voice.character : voice.name),
        h('p', { class: 'soft small' }, voice.description || voice.name),
        h('p', { class: 'tags' }, voice.language ? tag(language(voice.language)) : null, voice.gender ? tag(words(voice.gender)) : null, voice.engine ? tag(voice.engine) : null)),
      mapped ? null : button('Give', { kind: 'small', name: `Give ${voice.name} to a character` }, () => give(voice)), away);
  }

  function give(voice) {
    dialog('Give this voice to a character', ({ heading, close }) => {
      const character = input({ required: true, maxlength: 255, autofocus: true, placeholder: 'Ana' });
      const done = button('Give it', { kind: 'main', type: 'submit' });
      const form = h('form', { novalidate: true, onsubmit: async (event) => {
        event.preventDefault();
        clearErrors(form);
        if (!character.value.trim()) {
          showErrors(form, Object.assign(new Error('Whose voice is it to be?'), { field: 'character' }));
          return;
        }
        await busy(done, async () => {
          try {
            await post('/api/voices', { character: character.value.trim(), voice: voice.id });
            close();
            note(`${character.value.trim()} sounds like ${voice.name} from now on`);
            await load();
          } catch (error) {
            showErrors(form, error);
          }
        });
      } }, heading, h('p', { class: 'soft' }, voice.name), h('div', { class: 'form-error', role: 'alert', hidden: true }),
      field('character', 'Name of the character', character, { help: 'As it stands in scripts; “narrator” is who tells explainers, products and stories.' }),
      h('div', { class: 'buttons' }, button('Cancel', {}, close), done));
      return form;
    });
  }

  function record() {
    dialog('Add a recorded voice', ({ heading, close }) => {
      const name = input({ required: true, maxlength: 255, autofocus: true });
      const character = input({ maxlength: 255 });
      const by = input({ required: true, maxlength: 255 });
      const what = area({ rows: 2, required: true, maxlength: 2000, placeholder: 'Videos of our school' });
      const agreed = h('input', { type: 'checkbox' });
      const place = filePlace('Recording', { kind: 'voices', most: 1 });
      const done = button('Add the voice', { kind: 'main', type: 'submit' });
      const state = h('div', {});
      const need = (found, at, says) => {
        if (!found) {
          throw Object.assign(new Error(says), { field: at });
        }
      };
      const form = h('form', { novalidate: true, onsubmit: async (event) => {
        event.preventDefault();
        clearErrors(form);
        await busy(done, async () => {
          try {
            need(name.value.trim(), 'name', 'Give the voice a name');
            need(place.files[0], 'sample', 'Choose the recording');
            need(by.value.trim(), 'consent.by', 'Say whose voice it is');
            need(what.value.trim(), 'consent.for', 'Say what they allowed');
            need(agreed.checked, 'agreed', 'Without their consent the voice must not be used');
            const request = { name: name.value.trim(), consent: { by: by.value.trim(), for: what.value.trim() } };
            if (character.value.trim()) {
              request.character = character.value.trim();
            }
            const body = new FormData();
            body.append('request', new Blob([JSON.stringify(request)], { type: 'application/json' }), 'request.json');
            body.append('sample', place.files[0], place.files[0].name);
            const meter = bar(0, 'Upload of the recording');
            put(state, meter);
            await send('/api/voices', body, { progress: (share) => { meter.value = share * 100; } });
            close();
            note(`The voice ${name.value.trim()} is added`);
            await load();
          } catch (error) {
            put(state);
            showErrors(form, error.field === 'consent' ? Object.assign(error, { field: 'consent.by' }) : error);
          }
        });
      } }, heading, h('div', { class: 'form-error', role: 'alert', hidden: true }),
      field('name', 'Name of the voice', name), group('sample', 'Recording', place.element, { help: 'A calm voice without music or noise, 6 to 30 seconds.' }),
      h('div', { class: 'consent' }, h('h3', {}, 'Consent'), h('p', { class: 'small soft' }, 'Kept with the recording: who, what for, and that it was said today.'),
        field('consent.by', 'Whose voice is it?', by), field('consent.for', 'What may be made with it?', what),
        h('div', { class: 'field', 'data-field': 'agreed' }, h('label', { class: 'check' }, agreed, h('span', {}, 'This person agreed to it, and I can show it.')), h('p', { class: 'error', hidden: true }))),
      field('character', 'Character', character, { optional: true, help: 'Who is to sound like this from now on.' }),
      state, h('div', { class: 'buttons' }, button('Cancel', {}, close), done));
      return form;
    });
  }

  search.addEventListener('input', later(120, () => {
    most = AT_ONCE;
    paint();
  }));
  tongue.addEventListener('change', () => {
    most = AT_ONCE;
    paint();
  });
  await load();
  return {
    title: 'Voices',
    element: h('div', {}, head('Voices', 'Hear them, give them to characters, or add one of your own.', button('Add a recording', { kind: 'main', sign: 'mic' }, record)),
      h('div', { class: 'stack' }, h('section', { 'aria-label': 'Voices of characters' }, h('h2', { class: 'over' }, 'Characters'), given),
        h('section', { 'aria-label': 'All voices' }, h('div', { class: 'filters' }, h('h2', { class: 'over' }, 'All voices'), count, h('div', { class: 'search' }, icon('search'), search), tongue), list, more))),
  };
}
