// Asks for a key, once; the session's cookie does the rest.

import { h } from '../dom.js';
import { post } from '../api.js';
import { field, input, button, busy, showErrors, clearErrors } from '../parts.js';

export default async function login({ query, go, who }) {
  const next = way(query.get('next'));
  const somebody = await who();
  if (somebody) {
    queueMicrotask(() => go(next, { instead: true }));
    return { title: 'Log in', element: h('div', {}) };
  }
  const key = input({ type: 'password', name: 'key', autocomplete: 'current-password', autofocus: true, required: true, maxlength: 200, spellcheck: 'false' });
  const enter = button('Log in', { kind: 'main', type: 'submit', sign: 'key' });
  const form = h('form', { class: 'card padded login', novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    clearErrors(form);
    if (!key.value.trim()) {
      showErrors(form, Object.assign(new Error('Type or paste your key'), { field: 'key' }));
      return;
    }
    await busy(enter, async () => {
      try {
        await post('/api/session', { key: key.value.trim() }, { quiet: true });
        await who();
        go(next, { instead: true });
      } catch (error) {
        key.select();
        showErrors(form, { message: error.message, field: error.status === 401 || error.status === 403 ? 'key' : error.field });
      }
    });
  } },
  h('img', { src: '/app/icon.svg', alt: '', width: 46, height: 46 }), h('h1', {}, 'Welcome'),
  h('p', { class: 'soft' }, 'This Kinoroute asks for a key. It is kept on this device as a session, and asked for once.'),
  h('div', { class: 'form-error', role: 'alert', hidden: true }),
  field('key', 'Your key', key), enter);
  return { title: 'Log in', element: h('div', { class: 'middle' }, form) };
}

/** Where to go afterwards: a path of this server, whatever the address says. */
function way(next) {
  try {
    const url = new URL(next ?? '/', location.origin);
    return url.origin === location.origin && url.pathname !== '/login' ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}
