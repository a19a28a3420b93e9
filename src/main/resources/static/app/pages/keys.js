// Who may come in: the keys, for admins.

import { h, put } from '../dom.js';
import { icon } from '../icons.js';
import { get, post, remove } from '../api.js';
import { head, tag, button, empty, field, input, dialog, sure, busy, sorry, note, showErrors, clearErrors, notice } from '../parts.js';
import { ago, moment } from '../format.js';

export default async function keysPage() {
  const list = h('ul', { class: 'rows' });
  async function load() {
    const keys = (await get('/api/keys')).filter((key) => !key.revoked_at);
    put(list, keys.length ? keys.map(row) : h('li', {}, empty('key', 'No keys', 'Without any key, only this machine may ask, and may do everything.')));
  }

  function row(key) {
    const away = button('', { kind: 'quiet square', sign: 'trash', name: `Withdraw ${key.name}` }, async () => {
      if (await sure(`Withdraw the key of ${key.name}?`, 'Whoever uses it is shut out at once. Its videos stay.', 'Withdraw it')) {
        await busy(away, () => remove(`/api/keys/${encodeURIComponent(key.id ?? key.name)}`).then(load).catch(sorry));
      }
    });
    return h('li', { class: 'card row' }, h('span', { class: 'row-sign' }, icon('key')), h('div', { class: 'row-text' }, h('h2', {}, key.name, key.admin ? tag('Admin', 'busy') : null),
      h('p', { class: 'soft small' }, key.created_at ? h('time', { datetime: key.created_at, title: moment(key.created_at) }, `Made ${ago(key.created_at)}`) : null,
        key.last_used_at ? ` · used ${ago(key.last_used_at)}` : ' · not used yet')), away);
  }

  const make = button('New key', { kind: 'main', sign: 'plus' }, () => dialog('New key', ({ heading, close }) => {
    const name = input({ maxlength: 100, required: true, autofocus: true });
    const admin = h('input', { type: 'checkbox' });
    const done = button('Make it', { kind: 'main', type: 'submit' });
    const form = h('form', { novalidate: true, onsubmit: async (event) => {
      event.preventDefault();
      clearErrors(form);
      await busy(done, async () => {
        try {
          const key = await post('/api/keys', { name: name.value.trim(), admin: admin.checked });
          await load();
          put(form, heading, notice('good', 'The key is made', h('p', {}, 'Copy it now: it is shown this once.')),
            h('code', { class: 'secret', tabindex: '0' }, key.secret ?? key.key), h('div', { class: 'buttons' },
              button('Copy', { sign: 'paste' }, () => navigator.clipboard?.writeText(key.secret ?? key.key).then(() => note('Copied')).catch(() => {})),
              button('Done', { kind: 'main' }, close)));
        } catch (error) {
          showErrors(form, error);
        }
      });
    } }, heading, h('div', { class: 'form-error', role: 'alert', hidden: true }),
    field('name', 'Whose is it?', name, { help: 'A person or a program: the videos made with it are theirs.' }),
    h('label', { class: 'check' }, admin, h('span', {}, 'Admin: sees and does everything')),
    h('div', { class: 'buttons' }, button('Cancel', {}, close), done));
    return form;
  }));
  await load();
  return { title: 'Keys', element: h('div', { class: 'narrow' }, head('Keys', 'Each key is an owner of videos of its own.', make), list) };
}
