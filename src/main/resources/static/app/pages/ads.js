// My listings, and each one as buyers see it.

import { h, link } from '../dom.js';
import { icon } from '../icons.js';
import { get, remove } from '../api.js';
import { crumb, head, way, empty, tag, button, busy, sure, note, sorry } from '../parts.js';
import { ago, moment, words } from '../format.js';

export default async function adsPage({ part, go }) {
  const answer = await get('/api/ads');
  const ads = [...(Array.isArray(answer) ? answer : answer.ads || [])];
  return part ? one(ads.find((ad) => String(ad.id) === part), go) : all(ads);
}

function all(ads) {
  return {
    title: 'My listings',
    element: h('div', {}, head('My listings', null, way('Sell something', '/upload', { kind: 'main', sign: 'plus' })),
      ads.length === 0
        ? empty('tag', 'Nothing for sale yet', 'Three steps: pictures, a few words, and the video makes itself.', way('Sell something', '/upload', { kind: 'main', sign: 'plus' }))
        : h('ul', { class: 'gallery' }, ads.map((ad) => h('li', { class: 'card video-card' },
          h('div', { class: 'picture' }, link(ad.thumbnailUrl) ? [h('img', { class: 'blur', src: link(ad.thumbnailUrl), alt: '', loading: 'lazy' }), h('img', { class: 'sharp', src: link(ad.thumbnailUrl), alt: '', loading: 'lazy' })]
            : h('span', { class: 'no-picture product' }, icon('bag')), h('div', { class: 'corner' }, ad.status === 'active' ? null : tag(words(ad.status)))),
          h('div', { class: 'video-text' }, h('h2', {}, h('a', { class: 'video-title', href: `/my-ads/${ad.id}` }, ad.title)), shown(ad.price) ? h('p', { class: 'price' }, shown(ad.price)) : null,
            h('p', { class: 'meta soft small' }, ad.category ? h('span', {}, words(ad.category)) : null, ad.createdAt ? h('time', { datetime: ad.createdAt, title: moment(ad.createdAt) }, ago(ad.createdAt)) : null)))))),
  };
}

function one(ad, go) {
  if (!ad) {
    return { title: 'No such listing', element: h('div', {}, crumb('My listings', '/my-ads'), empty('tag', 'There is no such listing', 'It may be somebody else’s.', way('My listings', '/my-ads'))) };
  }
  const film = link(ad.videoUrl);
  const away = button('Delete', { sign: 'trash', kind: 'danger' }, async () => {
    if (await sure('Delete this listing?', `“${ad.title}” is not for sale any more. Its video stays among your videos.`, 'Delete it')) {
      await busy(away, async () => {
        try {
          await remove(`/api/ads/${ad.id}`);
          note('The listing is deleted');
          go('/my-ads');
        } catch (error) {
          sorry(error);
        }
      });
    }
  });
  return {
    title: ad.title,
    element: h('div', {}, crumb('My listings', '/my-ads'), h('article', { class: 'listing' },
      film ? h('div', { class: 'screen film upright' }, h('video', { controls: true, playsinline: true, preload: 'metadata', poster: link(ad.thumbnailUrl), src: film, 'aria-label': `Video: ${ad.title}` })) : null,
      h('div', { class: 'stack tight' }, h('p', { class: 'tags' }, ad.category ? tag(words(ad.category), '', 'tag') : null, tag(ad.status === 'active' ? 'Published' : words(ad.status), ad.status === 'active' ? 'good' : '', 'check')),
        h('h1', {}, ad.title), shown(ad.price) ? h('p', { class: 'price large' }, shown(ad.price)) : null, h('p', { class: 'pre' }, ad.description),
        ad.createdAt ? h('p', { class: 'small soft' }, 'Published ', h('time', { datetime: ad.createdAt }, moment(ad.createdAt))) : null,
        h('div', { class: 'buttons' }, away)))),
  };
}

/** A price as it was given: a text as it is, a number as a number. */
const shown = (price) => (typeof price === 'number' ? new Intl.NumberFormat(navigator.language, { minimumFractionDigits: 2 }).format(price) : price || '');
