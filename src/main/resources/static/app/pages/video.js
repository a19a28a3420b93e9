// One video: what it became, how it was made, and what can be done with it.

import { h, put, announce, later } from '../dom.js';
import { icon } from '../icons.js';
import { get, post, remove } from '../api.js';
import { crumb, tag, bar, button, way, notice, sure, busy, sorry, note } from '../parts.js';
import { clock, moment, ago, left, length, span, money, number, percent, stage, status, isOver, format, words, language } from '../format.js';
import { follow } from '../live.js';

export default async function videoPage({ part, go }) {
  let video = await get(`/api/videos/${part}`);
  const stages = h('div', { class: 'card padded state', 'aria-label': 'State' });
  const screen = h('div', { class: 'screen' });
  const top = h('div', { class: 'head' });
  const side = h('div', { class: 'stack' });
  const scenes = h('div', {});
  let happenings = [];
  const log = h('ol', { class: 'log' });
  const meter = bar(0, 'Progress of the video');
  const said = h('p', { class: 'number', role: 'status' });
  let screenOf = null;
  let end = () => {};

  function act(name, path, sign, says, kind = '') {
    const control = button(name, { sign, kind }, () => busy(control, async () => {
      try {
        changed(await post(path, undefined));
        note(says);
        start();
      } catch (error) {
        sorry(error);
      }
    }));
    return control;
  }

  const away = () => {
    const control = button('Delete', { sign: 'trash', kind: 'danger' }, async () => {
      if (await sure('Delete this video?', `“${video.title || 'Untitled'}” and everything that was made for it will be gone for good.`, 'Delete it')) {
        await busy(control, async () => {
          try {
            end();
            await remove(`/api/videos/${video.id}`);
            note('The video is deleted');
            go('/');
          } catch (error) {
            start();
            sorry(error);
          }
        });
      }
    });
    return control;
  };

  function paintTop() {
    const state = status(video);
    put(top, h('div', {}, crumb('Videos', '/'), h('h1', {}, video.title || 'Untitled'),
      h('p', { class: 'tags' }, tag(state.name, state.kind, state.icon), tag(format(video.format).name, '', format(video.format).icon),
        video.duration ? tag(length(video.duration), '', 'clock') : null, video.language ? tag(language(video.language)) : null,
        h('time', { class: 'small', datetime: video.created_at, title: moment(video.created_at) }, ago(video.created_at)))),
    h('div', { class: 'buttons' },
      video.status === 'completed' && video.video_path ? way('Download', `${video.video_path}?download`, { sign: 'download', kind: 'main', download: '' }) : null,
      video.status === 'failed' ? act('Try again', `/api/videos/${video.id}/retry`, 'retry', 'It goes on from what is missing', 'main') : null,
      !isOver(video) ? act('Cancel', `/api/videos/${video.id}/cancel`, 'stop', 'The video is cancelled') : null,
      away()));
  }

  function paintScreen() {
    const now = video.status === 'completed' ? video.video_path : video.status === 'failed' ? 'failed' : 'going';
    if (now !== screenOf) {
      screenOf = now;
      screen.className = `screen ${now === video.video_path ? 'film' : ''}`;
      if (now === video.video_path) {
        const player = h('video', { controls: true, playsinline: true, preload: 'metadata', poster: video.thumbnail_path, src: video.video_path, 'aria-label': `Video: ${video.title || 'Untitled'}` },
          video.links?.captions_vtt ? h('track', { kind: 'captions', src: video.links.captions_vtt, srclang: (video.language || 'en').slice(0, 2), label: 'Captions' }) : null);
        player.addEventListener('loadedmetadata', () => screen.classList.toggle('upright', player.videoHeight > player.videoWidth));
        put(screen, player);
      } else if (now === 'going') {
        put(screen, h('div', { class: `making ${video.format}` }, icon(format(video.format).icon), said, meter, h('p', { class: 'soft small' })));
      } else {
        put(screen);
      }
    }
    if (now === 'going') {
      meter.value = video.progress;
      const text = video.stage ? stage(video.stage) : 'Waiting for its turn';
      if (said.textContent !== text) {
        put(said, text);
      }
      put(screen.querySelector('.soft'), [percent(video.progress), left(video.time_left)].filter(Boolean).join(' · '));
    }
    screen.hidden = now === 'failed';
  }

  function paintState() {
    const cancelled = video.error_code === 'cancelled';
    put(stages,
      video.status === 'failed' ? notice(cancelled ? '' : 'bad', cancelled ? 'Cancelled' : 'It could not be made', h('p', {}, video.error_message || 'No cause was noted.'),
        cancelled ? h('p', { class: 'small' }, 'Try again takes it up where it was stopped.') : null) : null,
      video.degraded?.length ? notice('warn', 'Not everything could be made as asked', h('ul', {}, video.degraded.map((reason) => h('li', {}, reason)))) : null);
    stages.hidden = stages.childElementCount === 0;
    stages.className = 'stack tight state';
  }

  function paintSide() {
    const cost = video.cost;
    const entries = cost?.entries || [];
    put(side,
      video.timings?.length ? h('section', { class: 'card padded' }, h('h2', {}, 'Time'), timeChart(video.timings)) : null,
      cost ? h('section', { class: 'card padded' }, h('h2', {}, 'Cost'), entries.length
        ? h('div', { class: 'scrolls', tabindex: '0', role: 'group', 'aria-label': 'Cost ledger' }, h('table', {},
          h('thead', {}, h('tr', {}, ['What', 'By', 'Amount', 'Price'].map((name) => h('th', { scope: 'col' }, name)))),
          h('tbody', {}, entries.map((entry) => h('tr', {}, h('td', {}, entry.item), h('td', {}, entry.model, h('small', { class: 'soft' }, entry.provider)),
            h('td', { class: 'number' }, `${number(entry.quantity)} ${words(entry.unit).toLowerCase()}`), h('td', { class: 'number' }, money(entry.price, cost.currency))))),
          h('tfoot', {}, h('tr', {}, h('th', { scope: 'row', colspan: 3 }, 'Total'), h('td', { class: 'number' }, money(cost.total, cost.currency))))))
        : h('p', { class: 'soft' }, Number(cost.total) ? money(cost.total, cost.currency) : video.status === 'completed' ? 'Nothing: all of it was made on this machine.' : 'Nothing so far.')) : null,
      video.status === 'completed' ? h('section', { class: 'card padded' }, h('h2', {}, 'Files'), h('ul', { class: 'files' },
        [['Video, MP4', video.links?.video], ['Thumbnail, JPEG', video.links?.thumbnail], ['Captions, SRT', video.links?.captions_srt], ['Captions, VTT', video.links?.captions_vtt],
          ['Script, JSON', video.links?.script], ['Sound, M4A', video.links?.audio]]
          .filter(([, href]) => href).map(([name, href]) => h('li', {}, h('a', { href: `${href}?download`, download: '' }, icon('download'), name))))) : null,
      h('section', { class: 'card padded' }, h('h2', {}, 'What happened'), log));
    paintLog();
  }

  /** What is written down of the past, and what has come since that was read. */
  function paintLog() {
    const lines = [...past(video), ...happenings];
    put(log, lines.map((line) => h('li', { class: line.kind || '' }, h('time', { datetime: line.at, title: moment(line.at) }, clock(line.at)), h('span', {}, line.text))));
  }

  function paintScenes() {
    const segments = video.segments || [];
    put(scenes, video.script || segments.length ? h('section', { class: 'card padded' }, h('h2', {}, 'Script'),
      segments.length && !isOver(video) ? h('ul', { class: 'segments', 'aria-label': 'Scenes' }, segments.map((segment) => h('li', {
        class: segment.status, title: `Scene ${segment.index + 1}, ${segment.visual_type}: voice ${segment.audio}, picture ${segment.visual}` },
      h('span', { class: 'unseen' }, `Scene ${segment.index + 1}: voice ${segment.audio}, picture ${segment.visual}`)))) : null,
      video.script ? h('div', { class: 'script', dir: 'auto', tabindex: '0', role: 'group', 'aria-label': 'Text of the script' }, video.script) : h('p', { class: 'soft' }, 'It is being written.'),
      gaps(segments)) : null);
  }

  function paint() {
    paintTop();
    paintScreen();
    paintState();
    paintSide();
    paintScenes();
  }

  /** A record from an event has no ledger and no scenes: those that are known stay until the next full one. */
  function changed(record) {
    const was = video;
    video = { ...was, ...record, cost: record.cost?.entries ? record.cost : { ...record.cost, entries: was.cost?.entries || [] },
      script: isOver(record) || !was.script || (record.script || '').length >= was.script.length ? record.script : was.script };
    if (was.status !== video.status) {
      announce(status(video).name);
      paint();
    } else {
      paintScreen();
      paintState();
      paintSide();
      paintScenes();
    }
  }

  function happened(record) {
    const line = isOver(record) ? ending(record) : { at: record.updated_at, text: record.stage ? stage(record.stage) : 'Waiting for its turn' };
    if (line.text !== [...past(video), ...happenings].at(-1)?.text) {
      happenings.push(line);
      paintLog();
    }
    full();
  }

  // Scenes, ledger and log are in the full record alone, and need not be asked for at each percent.
  const full = later(1500, async () => {
    if (screen.isConnected) {
      try {
        const record = await get(`/api/videos/${video.id}`);
        happenings = record.log?.length ? [] : happenings;
        changed(record);
      } catch (error) {
        if (error.status !== 404) {
          sorry(error);
        }
      }
    }
  });

  function start() {
    end();
    if (!isOver(video)) {
      end = follow(video.id, changed, happened, () => {
        note('The video was deleted');
        go('/');
      });
    }
  }

  paint();
  start();
  return { title: video.title || 'Untitled', end: () => end(),
    element: h('div', {}, top, h('div', { class: 'video-page' }, h('div', { class: 'stack' }, stages, screen, scenes), side)) };
}

/** The log of a video as lines for people; of one that is older than its log, its beginning and its end. */
function past(video) {
  const log = video.log?.length ? video.log : [{ at: video.created_at, kind: 'asked' },
    ...(isOver(video) ? [{ at: video.completed_at || video.updated_at, kind: 'status', status: video.status, note: video.error_message }] : [])];
  return log.map(({ at, kind, note, ...entry }) => {
    if (kind === 'asked') {
      return { at, text: 'Asked for' };
    }
    if (kind === 'stage') {
      return { at, text: stage(entry.stage) };
    }
    if (kind === 'degraded') {
      return { at, text: note, kind: 'warn' };
    }
    return entry.status === 'pending' ? { at, text: 'Taken up again' }
      : entry.status === 'processing' ? null : ending({ status: entry.status, error_message: note, error_code: note === 'cancelled' ? 'cancelled' : '', completed_at: at });
  }).filter(Boolean);
}

/** How it ended, as a line of the log. */
function ending(video) {
  const at = video.completed_at || video.updated_at;
  return video.status === 'completed' ? { at, text: 'Done', kind: 'good' }
    : video.error_code === 'cancelled' ? { at, text: 'Cancelled' } : { at, text: video.error_message || 'Failed', kind: 'bad' };
}

/** Scenes with something missing, by number. */
function gaps(segments) {
  const missing = segments.filter((segment) => segment.visual === 'placeholder' || segment.visual === 'failed' || segment.audio === 'failed');
  return missing.length ? h('p', { class: 'small soft after' }, `Scenes with a stand-in: ${missing.map((segment) => segment.index + 1).join(', ')}`) : null;
}

/** Stages and how long they took; stages overlap, so each has a line of its own. */
function timeChart(timings) {
  const most = Math.max(...timings.map((timing) => timing.seconds), 0.1);
  return h('dl', { class: 'chart' }, timings.map((timing) => {
    const line = h('span', { class: 'chart-bar' });
    line.style.setProperty('--share', `${Math.max(1.5, (timing.seconds / most) * 100)}%`);
    return h('div', {}, h('dt', {}, stage(timing.stage)), h('dd', {}, line, h('span', { class: 'number' }, span(timing.seconds))));
  }));
}
