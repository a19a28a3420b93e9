// From pictures to a published listing, in three steps with an address each.

import { h, put, token, announce } from '../dom.js';
import { icon } from '../icons.js';
import { get, post, submit } from '../api.js';
import { button, way, head, bar, busy, notice, showErrors, clearErrors, sorry, note, group } from '../parts.js';
import { filePlace } from '../files.js';
import { text, fields, musicPick, voicePick, tidy, wrong, numbered, section } from '../form.js';
import { saved, save, drop, keep, savedFiles, saveFiles, dropFiles } from '../draft.js';
import { left, percent, stage, isOver, length, money } from '../format.js';
import { follow } from '../live.js';

const FILES = 'wizard.files';
const OWN_MUSIC = 'wizard.music';
const MUSIC = 'wizard.choice';
const DETAILS = 'form.wizard';
const JOB = 'wizard.job';
const STEPS = [['/upload', 'Pictures'], ['/upload/details', 'Details'], ['/upload/review', 'Review']];
const CATEGORIES = ['Automotive', 'Electronics', 'Fashion', 'Home', 'Sports'];

export default async function wizard({ part, go }) {
  if (part === '/details') {
    return details(go);
  }
  return part === '/review' ? review(go) : pictures(go);
}

function page(step, tells, ...content) {
  return h('div', { class: 'narrow' }, head('Sell something', tells),
    h('ol', { class: 'steps', 'aria-label': 'Steps' }, STEPS.map(([href, name], index) => h('li', { class: index < step ? 'done' : '', 'aria-current': index === step ? 'step' : null },
      h('span', { class: 'step-number' }, index < step ? icon('check') : String(index + 1)), index < step ? h('a', { href }, name) : h('span', {}, name)))),
    h('div', { class: 'stack' }, ...content));
}

async function pictures(go) {
  const place = filePlace('Pictures and clips', { kind: 'media', most: 12, files: await savedFiles(FILES), changed: (files) => saveFiles(FILES, files) });
  const music = await musicPick('wizard');
  const form = h('form', { class: 'stack', novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    clearErrors(form);
    try {
      const own = music.files;
      await saveFiles(FILES, place.files);
      await saveFiles(OWN_MUSIC, own.map((one) => one.file));
      save(MUSIC, own.length ? own[0].name : music.value ?? null);
      drop(JOB);
      go('/upload/details');
    } catch (error) {
      showErrors(form, error);
    }
  } }, h('div', { class: 'form-error', role: 'alert', hidden: true }),
  section('Pictures and clips', group('images', 'In the order in which they are shown', place.element, { help: 'Clips of up to 60 seconds; their sound is not used. Without any, the video shows a title card.' })),
  section('Below the voice', music.element),
  h('div', { class: 'buttons ends' }, button('Next: details', { kind: 'main', type: 'submit' })));
  keep(form, 'wizard.music-choice');
  return { title: 'Sell something: pictures', element: page(0, 'Three steps from pictures to a listing with a video.', form) };
}

async function details(go) {
  const title = text('title', 'What do you sell?', { maxlength: 200, autofocus: true, placeholder: 'Hillside Mug', wide: true });
  const description = text('description', 'Description', { lines: 5, wide: true, maxlength: 4000, placeholder: 'Thrown by hand. Keeps tea warm.', help: 'What the voice tells of it.' });
  const price = text('price', 'Price', { maxlength: 40, placeholder: '€24.90', help: 'As it is to be shown.' });
  const category = text('category', 'Category', { maxlength: 60, list: 'wizard-categories', optional: true });
  const voice = await voicePick('voice', 'Voice', () => 'narrator');
  const form = h('form', { class: 'stack', novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    clearErrors(form);
    try {
      if (!title.value) {
        throw wrong('title', 'Give it a name');
      }
      if (!description.value) {
        throw wrong('description', 'Say a sentence or two about it');
      }
      if (!price.value) {
        throw wrong('price', 'Say what it costs');
      }
      if (/^\D{0,4}-/.test(price.value)) {
        throw wrong('price', 'A price is not negative');
      }
      drop(JOB);
      save(DETAILS, { title: title.control.value, description: description.control.value, price: price.control.value, category: category.control.value, voice: voice.control.value });
      go('/upload/review');
    } catch (error) {
      showErrors(form, error);
    }
  } }, h('div', { class: 'form-error', role: 'alert', hidden: true }),
  section('The product', fields(title.element, description.element, price.element, category.element, voice.element),
    h('datalist', { id: 'wizard-categories' }, CATEGORIES.map((value) => h('option', { value })))),
  h('div', { class: 'buttons ends' }, way('Back', '/upload', { sign: 'left' }), button('Next: review', { kind: 'main', type: 'submit' })));
  keep(form, DETAILS);
  return { title: 'Sell something: details', element: page(1, 'What it is, and what it costs.', form) };
}

async function review(go) {
  const told = saved(DETAILS);
  if (!told?.title || !told.description) {
    queueMicrotask(() => go('/upload/details', { instead: true }));
    return { title: 'Sell something', element: h('div', {}) };
  }
  const files = await savedFiles(FILES);
  const own = await savedFiles(OWN_MUSIC);
  const music = saved(MUSIC);
  const addresses = files.map((file) => URL.createObjectURL(file));
  const stageOf = h('section', { class: 'card padded stack tight', 'aria-label': 'The video' });
  const actions = h('div', { class: 'buttons ends' });
  let video = null;
  let end = () => {};
  const key = token();

  /** What is to come: the first picture, as buyers will see it. */
  function poster(going) {
    const first = files.length === 0 ? null
      : files[0].type.startsWith('video/') ? h('video', { src: addresses[0], muted: true, preload: 'metadata', 'aria-hidden': 'true' }) : h('img', { src: addresses[0], alt: '' });
    return h('div', { class: going ? 'poster going' : 'poster', 'aria-hidden': 'true' }, first,
      h('div', { class: 'veil' }, h('strong', { dir: 'auto' }, told.title), told.price ? h('span', {}, told.price) : null),
      h('div', { class: 'lens' }, icon('film')));
  }

  const summary = h('section', { class: 'card padded stack tight' }, h('h2', {}, told.title), h('p', { class: 'price' }, told.price),
    told.category ? h('p', { class: 'soft' }, told.category) : null, h('p', { class: 'pre' }, told.description),
    files.length ? h('ul', { class: 'thumbs plain' }, files.map((file, index) => h('li', { class: 'thumb' },
      file.type.startsWith('video/') ? h('video', { src: addresses[index], muted: true, preload: 'metadata', 'aria-label': file.name }) : h('img', { src: addresses[index], alt: file.name })))) : null);

  function request() {
    const images = numbered(files);
    return {
      request: tidy({ format: 'product', title: told.title, description: told.description, price: told.price, category: told.category,
        images: images.map((image) => image.name), music: music ?? undefined, voices: told.voice ? { narrator: told.voice } : undefined }),
      files: [...images, ...own.map((file) => ({ part: 'files', name: music, file }))],
    };
  }

  function ready() {
    const form = h('div', { class: 'form-error', role: 'alert', hidden: true });
    const state = h('div', { class: 'stack tight' });
    const make = button('Make the video', { kind: 'main', sign: 'film' }, () => busy(make, async () => {
      const meter = bar(0, 'Upload');
      const says = h('p', { class: 'small soft', role: 'status' });
      put(state, says, meter);
      clearErrors(stageOf);
      try {
        const given = request();
        video = await submit(given.request, given.files, { key, progress: (share) => {
          meter.value = share * 100;
          put(says, share < 1 ? `Sending pictures, ${percent(share * 100)}` : 'Checking the pictures');
        } });
        save(JOB, video.id);
        watch();
      } catch (error) {
        put(state);
        const at = { title: 'details', description: 'details', price: 'details', category: 'details', images: 'pictures', music: 'pictures' }[(error.field || '').replace(/\[.*/, '')];
        put(form, notice('bad', error.message, at ? h('p', {}, h('a', { href: at === 'details' ? '/upload/details' : '/upload' }, `Change the ${at}`)) : null));
        form.hidden = false;
      }
    }));
    put(stageOf, h('h2', {}, 'The video'), poster(false), h('p', { class: 'soft' }, 'About 15 seconds: your pictures in motion, a voice, captions and the price.'), form, state);
    put(actions, way('Back', '/upload/details', { sign: 'left' }), make);
  }

  const meter = bar(0, 'Progress of the video');
  const says = h('p', { role: 'status' });
  const more = h('p', { class: 'small soft number' });

  function paint() {
    if (!isOver(video)) {
      meter.value = video.progress;
      const now = video.stage ? stage(video.stage) : 'Waiting for its turn';
      if (says.textContent !== now) {
        put(says, now);
      }
      put(more, [percent(video.progress), left(video.time_left)].filter(Boolean).join(' · '));
      if (!meter.isConnected) {
        put(stageOf, h('h2', {}, 'The video is in the making'), poster(true), says, meter, more);
        put(actions, way('Watch it elsewhere', `/videos/${video.id}`));
      }
      return;
    }
    if (video.status === 'failed') {
      put(stageOf, h('h2', {}, 'The video'), notice('bad', 'It could not be made', h('p', {}, video.error_message)));
      const again = button('Try again', { kind: 'main', sign: 'retry' }, () => busy(again, async () => {
        try {
          video = await post(`/api/videos/${video.id}/retry`);
          watch();
        } catch (error) {
          sorry(error);
        }
      }));
      put(actions, way('Back', '/upload/details', { sign: 'left' }), again);
      return;
    }
    put(stageOf, h('h2', {}, 'The video'),
      video.degraded?.length ? notice('warn', 'Not everything could be made as asked', h('ul', {}, video.degraded.map((reason) => h('li', {}, reason)))) : null,
      h('div', { class: 'screen film upright' }, h('video', { controls: true, playsinline: true, preload: 'metadata', poster: video.thumbnail_path, src: video.video_path, 'aria-label': `Video: ${video.title}` },
        h('track', { kind: 'captions', src: video.links.captions_vtt, srclang: (video.language || 'en').slice(0, 2), label: 'Captions' }))),
      h('p', { class: 'soft small' }, [video.duration ? length(video.duration) : null, Number(video.cost?.total) ? `cost ${money(video.cost.total, video.cost.currency)}` : 'made on this machine, at no cost'].filter(Boolean).join(' · ')));
    const publish = button('Publish the listing', { kind: 'main', sign: 'tag' }, () => busy(publish, async () => {
      try {
        const answer = await post('/api/ads/create', { title: told.title, description: told.description, price: told.price, category: told.category || undefined,
          videoUrl: video.video_path, thumbnailUrl: video.thumbnail_path, script: video.script ?? undefined });
        [DETAILS, JOB, MUSIC, 'wizard.music-choice'].forEach(drop);
        await Promise.all([dropFiles(FILES), dropFiles(OWN_MUSIC)]);
        note('The listing is published');
        go(`/my-ads/${answer.adId}`);
      } catch (error) {
        sorry(error);
      }
    }));
    const afresh = button('Make it anew', { sign: 'retry' }, () => {
      drop(JOB);
      go('/upload/details');
    });
    put(actions, afresh, publish);
    announce('The video is done');
  }

  function watch() {
    end();
    paint();
    if (!isOver(video)) {
      end = follow(video.id, (record) => {
        video = { ...video, ...record };
        paint();
      }, () => {}, () => {
        drop(JOB);
        ready();
      });
    }
  }

  const job = saved(JOB);
  if (job) {
    try {
      video = await get(`/api/videos/${job}`);
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }
      drop(JOB);
    }
  }
  if (video) {
    watch();
  } else {
    ready();
  }
  return {
    title: 'Sell something: review',
    element: page(2, 'Have the video made, look at it, publish.', h('div', { class: 'review' }, summary, stageOf), actions),
    end: () => {
      end();
      addresses.forEach((address) => URL.revokeObjectURL(address));
    },
  };
}
