// All videos, live.

import { h, put, later, announce } from '../dom.js';
import { icon } from '../icons.js';
import { ask } from '../api.js';
import { head, way, empty, tag, bar, button, input, select, sorry, waiting } from '../parts.js';
import { FORMATS, STATUSES, ago, moment, left, length, number, percent, stage, status, isOver, format, words } from '../format.js';
import { listen } from '../live.js';
import { formatCards } from './formats.js';

const SIZE = 24;

export default async function gallery({ query, go }) {
  const asked = { status: query.get('status') || '', format: query.get('format') || '', q: query.get('q') || '', page: Math.max(0, Number(query.get('page')) || 0) };
  const cards = h('ul', { class: 'gallery' });
  const place = h('div', { 'aria-busy': 'true' }, waiting());
  const pager = h('nav', { class: 'pager', 'aria-label': 'Pages' });
  const count = h('span', { class: 'soft small', role: 'status' });
  const lamp = h('span', { class: 'lamp', title: 'Connecting' }, h('span', { class: 'unseen' }, 'Connecting'));
  const shown = new Map();
  let total = 0;
  let request = null;

  const search = input({ type: 'search', value: asked.q, placeholder: 'Search titles', 'aria-label': 'Search titles', maxlength: 200 });
  const kind = select([{ id: '', name: 'All formats' }, ...Object.entries(FORMATS).map(([id, { name }]) => ({ id, name }))], asked.format, { 'aria-label': 'Format' });
  const tabs = h('div', { class: 'choice', role: 'group', 'aria-label': 'Status' },
    [['', 'All'], ...Object.entries(STATUSES).map(([id, { name }]) => [id, name])].map(([id, name]) => h('button', { type: 'button', 'data-status': id,
      'aria-pressed': String(id === asked.status), onclick: () => change({ status: id }) }, name)));

  function change(what) {
    Object.assign(asked, { page: 0 }, what);
    const address = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, '', address.size ? `/?${address}` : '/');
    for (const tab of tabs.children) {
      tab.setAttribute('aria-pressed', String(tab.dataset.status === asked.status));
    }
    load(true);
  }

  search.addEventListener('input', later(250, () => search.isConnected && change({ q: search.value.trim() })));
  kind.addEventListener('change', () => change({ format: kind.value }));

  const isFiltered = () => Boolean(asked.status || asked.format || asked.q);

  async function load(says = false) {
    request?.abort();
    const mine = request = new AbortController();
    const parameters = new URLSearchParams({ page: asked.page, size: SIZE });
    for (const name of ['status', 'format', 'q']) {
      if (asked[name]) {
        parameters.set(name, asked[name]);
      }
    }
    try {
      const response = await ask(`/api/videos?${parameters}`, { signal: mine.signal });
      const videos = await response.json();
      if (mine !== request) {
        return;
      }
      total = Number(response.headers.get('X-Total-Count') ?? videos.length);
      if (videos.length === 0 && asked.page > 0) {
        change({ page: 0 });
        return;
      }
      paint(videos);
      if (says) {
        announce(`${number(total)} videos`);
      }
    } catch (error) {
      if (error.name === 'AbortError') {
        return;
      }
      place.setAttribute('aria-busy', 'false');
      if (shown.size === 0) {
        put(place, empty('alert', 'The videos cannot be shown', error.message, button('Try again', { sign: 'retry' }, () => load())));
      } else {
        sorry(error);
      }
    }
  }

  function paint(videos) {
    const before = document.activeElement?.closest?.('.video-card')?.dataset.id;
    const known = new Map(shown);
    shown.clear();
    for (const video of videos) {
      const card = known.get(video.id) || videoCard();
      card.show(video);
      shown.set(video.id, card);
    }
    put(cards, [...shown.values()].map((card) => card.element));
    place.setAttribute('aria-busy', 'false');
    frame();
    if (before && shown.has(before)) {
      shown.get(before).focus();
    }
  }

  function frame() {
    put(count, total === 1 ? '1 video' : `${number(total)} videos`);
    if (shown.size === 0) {
      put(place, isFiltered()
        ? empty('search', 'Nothing fits', 'No video has these words, this format and this status.', button('Show all', {}, () => {
          search.value = '';
          kind.value = '';
          change({ status: '', format: '', q: '' });
        }))
        : h('div', { class: 'welcome' }, empty('film', 'Your first video', 'Write a chat, explain a text, show a product or tell a story. It is spoken, animated and captioned for you.'), formatCards()));
    } else if (!cards.isConnected) {
      put(place, cards);
    }
    const pages = Math.ceil(total / SIZE);
    put(pager, pages > 1 ? [
      button('Newer', { sign: 'left', disabled: asked.page === 0 }, () => turn(-1)),
      h('span', { class: 'soft' }, `Page ${number(asked.page + 1)} of ${number(pages)}`),
      button('Older', { disabled: asked.page >= pages - 1 }, () => turn(1)),
    ] : []);
  }

  function turn(by) {
    change({ page: asked.page + by });
    scrollTo({ top: 0, behavior: 'smooth' });
  }

  const fits = (video) => (!asked.status || video.status === asked.status) && (!asked.format || video.format === asked.format)
    && (!asked.q || (video.title || '').toLowerCase().includes(asked.q.toLowerCase()));

  const reload = later(400, () => cards.isConnected || place.isConnected ? load() : null);

  function happened(video) {
    const card = shown.get(video.id);
    if (card) {
      const was = card.video.status;
      if (!fits(video)) {
        reload();
        return;
      }
      card.show(video);
      if (was !== video.status && isOver(video)) {
        announce(`${video.title || 'A video'}: ${status(video).name}`);
        reload(); // Its results are in its record by now, if they were not in the event.
      }
    } else if (fits(video)) {
      reload();
    }
  }

  const end = listen({
    video: happened,
    deleted: (id) => shown.has(id) && reload(),
    poll: () => load(),
    state: (how) => {
      lamp.className = `lamp ${how}`;
      lamp.title = how === 'live' ? 'Live' : 'Asks every few seconds';
      put(lamp, h('span', { class: 'unseen' }, lamp.title));
    },
  });
  await load();
  const ticks = setInterval(() => shown.forEach((card) => card.tick()), 30000);
  return {
    title: 'Videos',
    end: () => {
      end();
      clearInterval(ticks);
      request?.abort();
    },
    element: h('div', {},
      h('div', { class: 'head gallery-head' }, h('div', {}, h('h1', {}, 'Videos ', lamp), count)),
      h('div', { class: 'filters', role: 'search', 'aria-label': 'Videos' }, h('div', { class: 'search' }, icon('search'), search), tabs, kind),
      place, pager),
  };
}

/** One video; shown anew in place, so that nothing jumps and the focus stays. */
function videoCard() {
  const title = h('a', { class: 'video-title' });
  const picture = h('div', { class: 'picture' });
  const meta = h('p', { class: 'meta soft small' });
  const going = h('div', { class: 'going' });
  const element = h('li', { class: 'card video-card' }, picture, h('div', { class: 'video-text' }, h('h2', {}, title), going, meta));
  const meter = bar(0, 'Progress');
  let poster = null;
  const card = { element, video: null, focus: () => title.focus({ preventScroll: true }), tick: () => paintMeta() };

  function paintMeta() {
    const { video } = card;
    put(meta, icon(format(video.format).icon), h('span', {}, format(video.format).name), h('span', { 'aria-hidden': 'true' }, '·'),
      h('time', { datetime: video.created_at, title: moment(video.created_at) }, ago(video.created_at)));
  }

  card.show = (video) => {
    card.video = video;
    element.dataset.id = video.id;
    element.dataset.status = video.status;
    title.href = `/videos/${video.id}`;
    put(title, video.title || words(video.format) || 'Untitled');
    const state = status(video);
    const thumbnail = video.status === 'completed' ? video.thumbnail_path : null;
    if (thumbnail !== poster || picture.childElementCount === 0) {
      poster = thumbnail;
      put(picture, thumbnail
        ? [h('img', { class: 'blur', src: thumbnail, alt: '', loading: 'lazy' }), h('img', { class: 'sharp', src: thumbnail, alt: '', loading: 'lazy' })]
        : h('span', { class: `no-picture ${video.format}` }, icon(format(video.format).icon)), h('div', { class: 'corner' }));
    }
    put(picture.lastElementChild, video.status === 'completed'
      ? [video.degraded?.length ? tag('With gaps', 'warn', 'alert') : null, video.duration ? h('span', { class: 'tag dark number' }, length(video.duration)) : null]
      : tag(state.name, state.kind, state.icon));
    if (video.status === 'processing' || video.status === 'pending') {
      meter.value = video.progress;
      if (!meter.isConnected) {
        put(going, meter, h('p', { class: 'small soft going-text' }));
      }
      put(going.lastElementChild, h('span', {}, video.status === 'pending' && !video.stage ? 'Waiting for its turn' : stage(video.stage)), h('span', { class: 'number' },
        video.time_left !== null && video.time_left !== undefined ? left(video.time_left) : percent(video.progress)));
    } else {
      put(going, video.status === 'failed' && state.name !== 'Cancelled' ? h('p', { class: 'small why' }, video.error_message) : null);
    }
    paintMeta();
  };
  return card;
}
