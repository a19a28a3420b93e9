// What the forms of all formats share: common fields, the estimate, and the sending.

import { h, put, later, token, announce } from './dom.js';
import { icon } from './icons.js';
import { submit } from './api.js';
import { button, crumb, head, field, input, area, select, player, showErrors, clearErrors, busy, note, notice, bar } from './parts.js';
import { filePlace, readText } from './files.js';
import { keep, drop } from './draft.js';
import { length, money, number, percent, language } from './format.js';
import { address, sentence, voices as allVoices, music as allMusic, formatChoices } from './choices.js';

/** What a form finds wrong by itself, said like a refusal of the server. */
export function wrong(name, message) {
  return Object.assign(new Error(message), { field: name });
}

const kept = (name, properties = {}) => ({ name, 'data-keep': true, ...properties });

/** A text field of the form; its content without blanks around it, or undefined. */
export function text(name, label, { lines = 0, help, optional, wide, ...properties } = {}) {
  const control = lines ? area(kept(name, { rows: lines, ...properties })) : input(kept(name, properties));
  return { element: field(name, label, control, { help, optional, wide }), control, get value() { return control.value.trim() || undefined; } };
}

export function pick(name, label, options, value, { help, optional, ...properties } = {}) {
  const control = select(options, value, kept(name, properties));
  return { element: field(name, label, control, { help, optional }), control, get value() { return control.value || undefined; } };
}

export function amount(name, label, { value, min, max, step = 1, help, optional, unit } = {}) {
  const control = input(kept(name, { type: 'number', inputmode: 'decimal', min, max, step, value: value ?? '' }));
  return { element: field(name, unit ? `${label} (${unit})` : label, control, { help, optional }), control,
    get value() { return control.value === '' ? undefined : Number(control.value); } };
}

/** Who speaks: a list of all voices with a button to hear the chosen one. */
export async function voicePick(name, label, character) {
  const all = await allVoices();
  const groups = new Map();
  for (const voice of all) {
    const title = voice.language ? language(voice.language) : 'Voices';
    groups.set(title, [...(groups.get(title) || []), voice]);
  }
  const control = h('select', kept(name), h('option', { value: '' }, 'Chosen to fit'),
    [...groups].map(([title, voices]) => h('optgroup', { label: title }, voices.map((voice) => h('option', { value: voice.id }, voice.name)))));
  const hear = player('this voice', () => sentence(control.value));
  const update = () => { hear.disabled = !control.value; };
  control.addEventListener('change', update);
  queueMicrotask(update);
  const element = label ? field(name, label, control) : control;
  const row = h('div', { class: 'with-button' }, element, hear);
  return { element: row, control, get value() { return control.value ? { [character()]: control.value } : {}; } };
}

/** The one file of a place, under a name of its own. */
export function own(name, place) {
  const [file] = place.files;
  if (!file) {
    throw wrong(name, 'Choose the file');
  }
  return { part: 'files', name: `${name}${(/\.[a-z0-9]{1,5}$/i.exec(file.name) || [''])[0].toLowerCase()}`, file };
}

/** Music below the voice: none, one of the library, or a file. */
export async function musicPick(format) {
  const all = await allMusic();
  const control = select([{ id: '', name: 'No music' }, { id: 'random', name: 'Surprise me' }, ...all, { id: '/own', name: 'A file of mine …' }],
    '', kept('music'));
  const hear = player('this music', () => address('music', all.find((entry) => entry.id === control.value)));
  const place = filePlace('Music of yours', { kind: 'sounds', most: 1 });
  place.element.hidden = true;
  const update = () => {
    hear.disabled = !all.some((entry) => entry.id === control.value);
    place.element.hidden = control.value !== '/own';
  };
  control.addEventListener('change', update);
  queueMicrotask(update);
  return {
    element: h('div', { class: 'stack tight', 'data-field': 'music' }, h('div', { class: 'with-button' }, field('music', 'Music', control), hear), place.element),
    get value() { return control.value === '/own' ? own('music', place).name : control.value || undefined; },
    get files() { return control.value === '/own' ? [own('music', place)] : []; },
  };
}

/** A ready script, typed or from a file. */
export function scriptField(placeholder) {
  const script = text('script', 'Script', { lines: 16, placeholder, spellcheck: 'false', class: 'code', wide: true,
    help: 'YAML or JSON, as for ./kinoroute make --script. No language model is needed.' });
  const open = h('input', { type: 'file', class: 'unseen', accept: '.yaml,.yml,.json,.txt', 'aria-label': 'Open a script file', onchange: async () => {
    const content = open.files[0] && await readText(open.files[0]);
    open.value = '';
    if (content) {
      script.control.value = content;
      script.control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  } });
  return { ...script, control: script.control, get value() { return script.control.value.trim() || undefined; },
    element: h('div', { class: 'stack tight' }, script.element, h('div', {}, h('label', { class: 'button small file-button' }, open, icon('upload'), 'Open a file'))) };
}

/** Fields that most makers leave as they are. */
export async function moreFields(format, choices) {
  const defaults = choices.defaults;
  const captions = pick('captions', 'Captions in the picture', [{ id: '', name: `As usual (${defaults.captions || (format === 'chat' ? 'off' : 'on')})` },
    { id: 'off', name: 'Off' }, ...choices.captions], '');
  const size = pick('size', 'Size', [{ id: '', name: defaults.size ? `As usual (${defaults.size})` : 'As usual' }, { id: '1080x1920', name: 'Portrait, 1080 × 1920' },
    { id: '1920x1080', name: 'Landscape, 1920 × 1080' }, { id: '1080x1080', name: 'Square, 1080 × 1080' }, { id: '540x960', name: 'Small portrait, quickly made' }], '');
  const motion = h('input', { type: 'checkbox', checked: true, ...kept('motion') });
  const budget = amount('budget', 'Budget', { min: 0, step: 'any', optional: true, help: 'The video stops before it costs more.' });
  const seed = amount('seed', 'Seed', { min: 0, optional: true, help: 'The same seed gives the same video.' });
  return {
    element: h('details', { class: 'more card' }, h('summary', {}, icon('gear'), 'More settings'),
      h('div', { class: 'fields padded' }, captions.element, size.element, budget.element, seed.element,
        h('div', { class: 'field', 'data-field': 'motion' }, h('label', { class: 'check' }, motion, h('span', {}, 'Things move')), h('p', { class: 'error', hidden: true })))),
    get value() {
      return { captions: captions.value, size: size.value, budget: budget.value, seed: seed.value, motion: motion.checked ? undefined : false };
    },
  };
}

/** The languages of a form, with "as the text is" first. */
export const languagePick = (choices) => pick('language', 'Language', [{ id: '', name: 'As the text is' }, ...choices.languages], '');

/** Which of several ways in is shown; the others are left out of what is sent. */
export function ways(name, label, options, shown) {
  const group = h('div', { class: 'ways', role: 'tablist', 'aria-label': label });
  let current = shown;
  const choose = (id, focus) => {
    current = id;
    options.forEach((option, index) => {
      const tab = group.children[index];
      const chosen = option.id === id;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      option.panel.hidden = !chosen;
      if (chosen && focus) {
        tab.focus();
      }
    });
    holder.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const holder = h('div', { class: 'stack tight' }, group, options.map((option) => {
    option.panel.id = `${name}-${option.id}`;
    option.panel.setAttribute('role', 'tabpanel');
    option.panel.setAttribute('aria-label', option.name);
    return option.panel;
  }));
  group.append(...options.map((option, index) => h('button', { type: 'button', role: 'tab', 'aria-controls': `${name}-${option.id}`,
    onclick: () => choose(option.id),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        choose(options[(index + step + options.length) % options.length].id, true);
      }
    } }, icon(option.sign), option.name)));
  choose(shown);
  return { element: holder, choose, get value() { return current; } };
}

/** Without what was left empty. */
export function tidy(request) {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined && value !== null && value !== ''
    && !(Array.isArray(value) && value.length === 0)
    && !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)));
}

/**
 * The page of a form.
 *
 * @param collect gives {request, files}, or throws what is `wrong`
 * @param beside what stands beside the fields, above the estimate
 */
export function formPage({ format, title, tells, content, beside = null, collect, go, sent = () => {} }) {
  const estimate = h('div', { class: 'estimate', 'aria-live': 'polite' });
  const upload = h('div', { class: 'stack tight', hidden: true });
  const make = button('Make the video', { kind: 'main', sign: 'film', type: 'submit' });
  const ask = button('Estimate', { sign: 'clock' }, () => busy(ask, () => reckon(true)));
  const form = h('form', { class: 'form-page', novalidate: true, 'aria-label': title },
    h('div', { class: 'stack' }, h('div', { class: 'form-error', role: 'alert', hidden: true }), ...content),
    h('aside', { class: 'stack', 'aria-label': 'Preview and estimate' }, beside,
      h('div', { class: 'card padded stack tight sending' }, h('h2', {}, 'Ready?'), estimate, upload, h('div', { class: 'buttons' }, make, ask))));
  keep(form, `form.${format}`);

  let asked = null;
  let key = null;
  let keyOf = null;

  function hint(words) {
    put(estimate, h('p', { class: 'soft small' }, words));
  }

  async function reckon(loud = false) {
    asked?.abort();
    let given;
    try {
      given = collect();
    } catch (error) {
      hint('An estimate appears here as soon as there is something to make.');
      if (loud) {
        showErrors(form, error);
      }
      return;
    }
    if (given.files.length && !loud) {
      hint('With files, press Estimate to learn how long it gets and what it costs.');
      return;
    }
    asked = new AbortController();
    try {
      paint(await submit(given.request, given.files, { dry: true, signal: asked.signal }));
      if (loud) {
        clearErrors(form);
      }
    } catch (error) {
      if (error.name === 'AbortError') {
        return;
      }
      hint(loud ? 'No estimate yet.' : error.message);
      if (loud) {
        showErrors(form, error);
      }
    }
  }

  function paint(result) {
    const cost = Number(result.cost) || 0;
    put(estimate, h('dl', { class: 'facts' },
      h('div', {}, h('dt', {}, 'Length'), h('dd', {}, `about ${length(result.duration)}`)),
      h('div', {}, h('dt', {}, 'Scenes'), h('dd', {}, number(result.scenes))),
      h('div', {}, h('dt', {}, 'Cost'), h('dd', {}, cost === 0 ? 'nothing' : `at most ${money(cost, result.currency)}`))));
  }

  const soon = later(700, () => form.isConnected && reckon());
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearErrors(form);
    let given;
    try {
      given = collect();
    } catch (error) {
      showErrors(form, error);
      return;
    }
    const content = JSON.stringify([given.request, given.files.map(({ file }) => [file.name, file.size, file.lastModified])]);
    if (content !== keyOf) {
      key = token();
      keyOf = content;
    }
    await busy(make, async () => {
      try {
        upload.hidden = given.files.length === 0;
        const meter = bar(0, 'Upload');
        const far = h('span', { class: 'small soft' }, 'Sending files');
        put(upload, far, meter);
        const video = await submit(given.request, given.files, { key, progress: (share) => {
          meter.value = share * 100;
          put(far, share < 1 ? `Sending files, ${percent(share * 100)}` : 'Checking the files');
        } });
        drop(`form.${format}`);
        sent();
        note('The video is in the making');
        announce('The video is in the making');
        go(`/videos/${video.id ?? video.job_id}`);
      } catch (error) {
        upload.hidden = true;
        showErrors(form, error);
      }
    });
  });
  queueMicrotask(() => reckon());
  return { form, element: h('div', {}, crumb('All formats', '/new'), head(title, tells), form), soon };
}

export const section = (title, ...content) => h('section', { class: 'card padded' }, h('h2', {}, title), ...content);
export const fields = (...all) => h('div', { class: 'fields' }, ...all);

/** Says up front that ideas need a language model, where the server said that it has none. */
export function modelNotice(choices) {
  return choices.writes === false
    ? notice('warn', 'No language model is configured', h('p', {}, 'An idea needs one: set OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL. Ready texts and scripts work without.'))
    : null;
}

export { formatChoices };

/** Files under names that the request can name: their own, made different from each other. */
export function numbered(files) {
  return files.map((file, index) => {
    const ending = (/\.[a-z0-9]{1,5}$/i.exec(file.name) || [''])[0].toLowerCase();
    return { part: 'files', name: `${index + 1}${ending}`, file };
  });
}
