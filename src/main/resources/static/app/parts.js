// What pages are put together of.

import { h, put, unique, link } from './dom.js';
import { icon } from './icons.js';

/** A button: a drawing, a text, or both; without a text it needs a name. */
export function button(text, { kind = '', sign, name, type = 'button', ...more } = {}, call = null) {
  return h('button', { type, class: `button ${kind}`.trim(), 'aria-label': name, title: text ? null : name, onclick: call, ...more },
    sign ? icon(sign) : null, text ? h('span', {}, text) : null);
}

/** A link that looks like a button. */
export function way(text, href, { kind = '', sign, name, ...more } = {}) {
  return h('a', { href, class: `button ${kind}`.trim(), 'aria-label': name, ...more }, sign ? icon(sign) : null, text ? h('span', {}, text) : null);
}

/** The heading of a page, with what can be done there beside it. */
export function head(title, text, ...actions) {
  return h('div', { class: 'head' },
    h('div', {}, h('h1', {}, title), text ? h('p', {}, text) : null),
    actions.length ? h('div', { class: 'buttons' }, ...actions) : null);
}

export const crumb = (text, href) => h('a', { class: 'crumb', href }, icon('left'), text);

export const tag = (text, kind = '', sign = null) => h('span', { class: `tag ${kind}`.trim() }, sign ? icon(sign) : null, text);

export function notice(kind, title, ...lines) {
  return h('div', { class: `notice ${kind}` }, icon(kind === 'good' ? 'check' : kind === 'bad' || kind === 'warn' ? 'alert' : 'info'),
    h('div', {}, h('strong', {}, title), ...lines));
}

export const empty = (sign, title, text, ...actions) => h('div', { class: 'empty' }, icon(sign), h('h2', {}, title), h('p', {}, text),
  actions.length ? h('div', { class: 'buttons' }, ...actions) : null);

export const waiting = () => h('div', { class: 'wait' }, h('div', { class: 'spinner' }), h('span', { class: 'unseen' }, 'Loading'));

export function bar(value, name) {
  return h('progress', { max: 100, value: Number(value) || 0, 'aria-label': name });
}

/** Tells people in passing what happened. */
export function note(text, kind = '') {
  const said = h('div', { class: `note ${kind}`.trim() }, icon(kind === 'bad' ? 'alert' : 'check'), h('span', {}, text));
  document.getElementById('notes').append(said);
  setTimeout(() => said.remove(), kind === 'bad' ? 9000 : 4500);
}

/** Says what went wrong, where there is no better place for it. */
export function sorry(error) {
  if (error.name !== 'AbortError') {
    note(error.message, 'bad');
  }
}

/** Runs what a button asks for; the button waits meanwhile. */
export async function busy(control, call) {
  control.disabled = true;
  control.setAttribute('aria-busy', 'true');
  try {
    return await call();
  } finally {
    control.disabled = false;
    control.removeAttribute('aria-busy');
  }
}

/** A window above the page; it goes by its cross, by escape, or by what is in it. */
export function dialog(title, build) {
  const id = unique('dialog');
  const box = h('dialog', { 'aria-labelledby': id });
  const close = () => box.close();
  box.append(build({
    heading: h('div', { class: 'dialog-head' }, h('h2', { id }, title),
      button('', { kind: 'quiet square', sign: 'close', name: 'Close' }, close)),
    close,
  }));
  box.addEventListener('close', () => box.remove());
  box.addEventListener('click', (event) => {
    if (event.target === box) {
      close();
    }
  });
  document.body.append(box);
  box.showModal();
  return box;
}

/** Asks before something that cannot be undone. */
export function sure(title, text, yes) {
  return new Promise((resolve) => {
    let answer = false;
    dialog(title, ({ heading, close }) => h('div', { class: 'inside' }, heading, h('p', { class: 'soft' }, text),
      h('div', { class: 'buttons' },
        button('Keep it', { autofocus: true }, close),
        button(yes, { kind: 'danger main', sign: 'trash' }, () => {
          answer = true;
          close();
        })))).addEventListener('close', () => resolve(answer));
  });
}

/** A field: its name, the control, what helps, and the place of its error. */
export function field(name, label, control, { help, optional = false, wide = false } = {}) {
  const id = control.id || unique('field');
  const error = h('p', { class: 'error', id: `${id}-error`, hidden: true });
  control.id = id;
  const described = [help ? `${id}-help` : null, `${id}-error`].filter(Boolean).join(' ');
  control.setAttribute('aria-describedby', described);
  return h('div', { class: wide ? 'field wide' : 'field', 'data-field': name },
    h('label', { for: id }, label, optional ? h('span', { class: 'optional' }, 'optional') : null),
    control,
    help ? h('p', { class: 'help', id: `${id}-help` }, help) : null,
    error);
}

/** Several controls under one name. */
export function group(name, label, content, { help, optional = false, wide = false } = {}) {
  const id = unique('group');
  return h('fieldset', { class: wide ? 'field wide' : 'field', 'data-field': name, tabindex: '-1', 'aria-describedby': `${id}-error` },
    h('legend', {}, label, optional ? h('span', { class: 'optional' }, 'optional') : null),
    content,
    help ? h('p', { class: 'help' }, help) : null,
    h('p', { class: 'error', id: `${id}-error`, hidden: true }));
}

export const input = (properties = {}) => h('input', { type: 'text', autocomplete: 'off', ...properties });
export const area = (properties = {}) => h('textarea', { rows: 4, ...properties });

/** A choice of a list of {id, name}. */
export function select(options, value, properties = {}) {
  const control = h('select', properties, options.map((option) => h('option', { value: option.id }, option.name)));
  if (value !== undefined && value !== null) {
    control.value = value;
    if (control.selectedIndex < 0) {
      control.selectedIndex = 0;
    }
  }
  return control;
}

/** A row of few choices, of which one holds. */
export function choice(name, label, options, value, changed = () => {}) {
  const group = unique(name);
  const set = h('div', { class: 'choice', role: 'radiogroup', 'aria-label': label },
    options.map((option) => h('label', {},
      h('input', { type: 'radio', name: group, value: option.id, checked: option.id === value, onchange: () => changed(option.id) }),
      h('span', {}, option.sign ? icon(option.sign) : null, option.name))));
  return { element: set, get value() { return set.querySelector('input:checked')?.value; } };
}

/** Words, one by one: enter or comma keeps one, backspace takes the last back. */
export function wordList(label, { values = [], most = 30 } = {}) {
  const words = [...values];
  const entry = input({ placeholder: 'Type and press Enter', maxlength: 80 });
  const holder = h('div', { class: 'word-list' });
  const paint = () => put(holder, words.map((word, index) => h('span', { class: 'word' }, word,
    h('button', { type: 'button', 'aria-label': `Remove ${word}`, onclick: () => {
      words.splice(index, 1);
      paint();
      entry.focus();
      entry.dispatchEvent(new Event('change', { bubbles: true }));
    } }, icon('close')))), entry);
  const keep = () => {
    const more = entry.value.split(',').map((word) => word.trim()).filter((word) => word && !words.includes(word));
    words.push(...more.slice(0, most - words.length));
    entry.value = '';
    if (more.length) {
      paint();
    }
  };
  entry.addEventListener('keydown', (event) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      keep();
      entry.focus();
      entry.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (event.key === 'Backspace' && entry.value === '' && words.length) {
      words.pop();
      paint();
      entry.focus();
    }
  });
  entry.addEventListener('blur', keep);
  paint();
  return { element: holder, entry, get value() { keep(); return [...words]; } };
}

let sounding = null;

/** A button that plays a sound, one at a time on the whole page. */
export function player(name, source) {
  const control = button('', { kind: 'round play', sign: 'play', name: `Play ${name}` });
  const show = (plays) => {
    put(control, icon(plays ? 'stop' : 'play'));
    control.setAttribute('aria-label', `${plays ? 'Stop' : 'Play'} ${name}`);
    control.classList.toggle('sounding', plays);
  };
  control.addEventListener('click', async () => {
    if (sounding?.control === control) {
      sounding.stop();
      return;
    }
    sounding?.stop();
    const audio = new Audio();
    const stop = () => {
      audio.pause();
      show(false);
      if (sounding?.control === control) {
        sounding = null;
      }
    };
    sounding = { control, stop };
    show(true);
    audio.addEventListener('ended', stop);
    audio.addEventListener('error', () => {
      if (sounding?.control === control) {
        stop();
        note(`${name} cannot be played just now`, 'bad');
      }
    });
    audio.src = link(typeof source === 'function' ? source() : source);
    audio.play().catch(() => {});
  });
  return control;
}

export function silence() {
  sounding?.stop();
}

/** Puts a refusal where it belongs: at its field, else on top of the form. */
export function showErrors(form, error) {
  clearErrors(form);
  const names = error.field ? [error.field, ...parents(error.field)] : [];
  const place = names.flatMap((name) => [...form.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)])
    .find((one) => one.checkVisibility() || one.closest('details:not([open])'));
  if (!place) {
    const general = form.querySelector('.form-error');
    put(general, notice('bad', error.field ? `${error.field}: ${error.message}` : error.message));
    general.hidden = false;
    general.scrollIntoView({ block: 'center' });
    return;
  }
  place.closest('details')?.setAttribute('open', '');
  const message = place.querySelector('.error');
  put(message, icon('alert'), error.message);
  message.hidden = false;
  place.classList.add('wrong');
  const control = place.querySelector('input, textarea, select') || place;
  control.setAttribute('aria-invalid', 'true');
  control.focus();
  place.scrollIntoView({ block: 'center' });
}

/** "script.scenes[3].text" stands, for want of a closer place, at "script". */
function parents(name) {
  const parts = name.replace(/\[\w*\]/g, '').split(/[./]/).filter(Boolean);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

export function clearErrors(form) {
  for (const place of form.querySelectorAll('.wrong')) {
    place.classList.remove('wrong');
    place.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
    place.querySelector('.error').hidden = true;
  }
  const general = form.querySelector('.form-error');
  if (general) {
    general.hidden = true;
    put(general);
  }
}
