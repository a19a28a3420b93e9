// What belongs to this device and this visitor.

import { h } from '../dom.js';
import { head, choice, button, way, busy, sorry } from '../parts.js';

export default async function settings({ session, hasKeys, logOut }) {
  const theme = choice('theme', 'Theme', [{ id: 'system', name: 'As the system' }, { id: 'light', name: 'Light' }, { id: 'dark', name: 'Dark' }],
    document.documentElement.dataset.theme || 'system', (chosen) => {
      if (chosen === 'system') {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = chosen;
      }
      try {
        localStorage.setItem('kinoroute.theme', chosen);
      } catch {
        // It holds until the page is closed.
      }
    });
  const out = button('Log out', {}, () => busy(out, () => logOut().catch(sorry)));
  return {
    title: 'Settings',
    element: h('div', { class: 'narrow' }, head('Settings'),
      h('div', { class: 'stack' },
        h('section', { class: 'card padded' }, h('h2', {}, 'Theme'), theme.element),
        h('section', { class: 'card padded' }, h('h2', {}, 'You'), hasKeys(session)
          ? [h('p', {}, 'Logged in as ', h('strong', {}, session.owner), session.admin ? ', an admin' : ''), h('p', { class: 'buttons after' }, out, session.admin ? way('Keys', '/keys', { sign: 'key' }) : null)]
          : h('p', { class: 'soft' }, 'No key is configured: only this machine can look at this page, and it may do everything.')),
        h('section', { class: 'card padded' }, h('h2', {}, 'More'), h('ul', { class: 'files' },
          h('li', {}, h('a', { href: '/api/docs', target: '_blank', rel: 'noopener' }, 'The API, to read and try')),
          session.admin ? h('li', {}, h('a', { href: '/actuator/hawtio', target: '_blank', rel: 'noopener' }, 'The console of the routes (Hawtio)')) : null)))),
  };
}
