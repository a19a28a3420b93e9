// The start of it all: who is there, which page, and the way from one to the next.

import { h, put, announce } from './dom.js';
import { icon } from './icons.js';
import { get, ask, whenLoggedOut } from './api.js';
import { waiting, way, notice, button, silence } from './parts.js';

const PAGES = [
  [/^\/$/, () => import('./pages/gallery.js'), '/'],
  [/^\/new$/, () => import('./pages/formats.js'), '/new'],
  [/^\/new\/(chat)$/, () => import('./pages/chat.js'), '/new'],
  [/^\/new\/(explainer)$/, () => import('./pages/explainer.js'), '/new'],
  [/^\/new\/(product)$/, () => import('./pages/product.js'), '/new'],
  [/^\/new\/(story)$/, () => import('./pages/story.js'), '/new'],
  [/^\/videos\/([\w-]+)$/, () => import('./pages/video.js'), '/'],
  [/^\/voices$/, () => import('./pages/voices.js'), '/voices'],
  [/^\/library$/, () => import('./pages/library.js'), '/library'],
  [/^\/upload(\/details|\/review)?$/, () => import('./pages/upload.js'), '/my-ads'],
  [/^\/my-ads(?:\/(\d+))?$/, () => import('./pages/ads.js'), '/my-ads'],
  [/^\/keys$/, () => import('./pages/keys.js'), '/keys'],
  [/^\/settings$/, () => import('./pages/settings.js'), '/settings'],
  [/^\/login$/, () => import('./pages/login.js'), '/login'],
];

const page = document.getElementById('page');
let leave = null;
let visit = 0;
let session = null;

/** Who looks at this page; null before it is known. */
async function who() {
  try {
    session = await get('/api/session', { quiet: true });
  } catch (error) {
    session = error.status === 401 ? null : { owner: 'local', admin: false, unknown: true };
  }
  return session;
}

function header(current) {
  const entry = (text, href) => h('a', { href, 'aria-current': href === current ? 'page' : null }, text);
  put(document.getElementById('top'), h('div', { class: 'bar' },
    h('a', { class: 'brand', href: '/' }, h('img', { src: '/app/icon.svg', alt: '', width: 30, height: 30 }), 'Kinoroute'),
    session === null ? h('span', {}) : [
      h('nav', { 'aria-label': 'Main' },
        entry('Videos', '/'), entry('Voices', '/voices'), entry('Library', '/library'), entry('My listings', '/my-ads'),
        hasKeys(session) && session.admin ? entry('Keys', '/keys') : null),
      way('', '/settings', { kind: 'quiet round', sign: 'gear', name: 'Settings', 'aria-current': current === '/settings' ? 'page' : null }),
      way('New video', '/new', { kind: 'main', sign: 'plus' }),
    ]));
}

/** Whether this server asks for keys at all. */
function hasKeys(somebody) {
  return !(somebody.keyless ?? somebody.owner === 'local');
}

/** Shows the page of the address that stands in the browser's bar. */
async function show({ back = false } = {}) {
  const mine = ++visit;
  leave?.();
  leave = null;
  silence();
  document.querySelectorAll('dialog').forEach((open) => open.close());
  const found = PAGES.map(([path, load, entry]) => ({ match: path.exec(location.pathname), load, entry })).find(({ match }) => match);
  if (session === null && location.pathname !== '/login' && (await who()) === null) {
    go(`/login?next=${encodeURIComponent(location.pathname + location.search)}`, { instead: true });
    return;
  }
  header(found?.entry);
  const slow = setTimeout(() => mine === visit && put(page, waiting()), 150);
  try {
    const given = { part: found?.match[1], query: new URLSearchParams(location.search), go, session, who, hasKeys, logOut };
    const { title, element, end } = found ? await (await found.load()).default(given) : nowhere();
    if (mine !== visit) {
      end?.();
      return;
    }
    leave = end || null;
    document.title = `${title} · Kinoroute`;
    put(page, element);
    announce(title);
  } catch (error) {
    if (mine !== visit) {
      return;
    }
    document.title = 'Something is wrong · Kinoroute';
    put(page, notice('bad', error.status === 404 ? 'There is nothing here' : 'This page cannot be shown', h('p', {}, error.message)),
      h('p', { class: 'buttons after' }, button('Try again', { sign: 'retry' }, () => show()), way('To the videos', '/', {})));
  } finally {
    clearTimeout(slow);
  }
  if (!back) {
    scrollTo(0, 0);
  }
  // A fresh document leaves the focus at its top, where the way past the header is.
  const first = page.querySelector('[autofocus]') || (mine > 1 ? page : null);
  first?.focus({ preventScroll: true });
}

const nowhere = () => ({
  title: 'Not found',
  element: h('div', { class: 'empty' }, icon('film'), h('h1', {}, 'There is no such page'), h('p', {}, 'The address leads nowhere.'), way('To the videos', '/', { kind: 'main' })),
});

/** Goes to another page of this application, without loading it anew. */
function go(path, { instead = false } = {}) {
  history[instead ? 'replaceState' : 'pushState'](null, '', path);
  return show();
}

document.addEventListener('click', (event) => {
  const anchor = event.target.closest?.('a[href]');
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
      || anchor.target || anchor.hasAttribute('download') || anchor.origin !== location.origin || anchor.hash) {
    return;
  }
  if (PAGES.some(([path]) => path.test(anchor.pathname))) {
    event.preventDefault();
    go(anchor.pathname + anchor.search);
  }
});
addEventListener('popstate', () => show({ back: true }));

whenLoggedOut(() => {
  session = null;
  if (location.pathname !== '/login') {
    go(`/login?next=${encodeURIComponent(location.pathname + location.search)}`, { instead: true });
  }
});

/** Ends the session on this device. */
async function logOut() {
  await ask('/api/session', { method: 'DELETE' });
  session = null;
  go('/login');
}

show();
