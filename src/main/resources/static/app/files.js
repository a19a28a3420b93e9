// Pictures, clips and sounds that people hand in: dropped or chosen, shown, put in order.

import { h, put, announce } from './dom.js';
import { icon } from './icons.js';
import { button, note } from './parts.js';
import { bytes } from './format.js';

const MEGABYTE = 1024 * 1024;

export const KINDS = {
  pictures: { accept: 'image/png,image/jpeg,image/webp', says: 'PNG, JPEG or WebP', most: 25 * MEGABYTE },
  media: { accept: 'image/png,image/jpeg,image/webp,video/mp4,video/webm,video/quicktime', says: 'PNG, JPEG, WebP, MP4, WebM or MOV', most: 200 * MEGABYTE },
  sounds: { accept: 'audio/mpeg,audio/wav,audio/x-wav,audio/ogg', says: 'MP3, WAV or OGG', most: 60 * MEGABYTE },
  voices: { accept: 'audio/mpeg,audio/wav,audio/x-wav,audio/ogg', says: 'WAV, MP3 or OGG', most: 60 * MEGABYTE },
};

/** Why a file is not taken, or null. The server looks into it as well. */
export function refused(file, kind) {
  const { accept, says, most } = KINDS[kind];
  if (!accept.split(',').includes(file.type)) {
    return `${file.name} is not taken: ${says}, please`;
  }
  if (file.size > most) {
    return `${file.name} is too large: ${bytes(file.size)}, and ${bytes(most)} at most`;
  }
  return file.size === 0 ? `${file.name} is empty` : null;
}

/**
 * A place for files. Their order is that on the page.
 *
 * @returns element, files (the list), add(files)
 */
export function filePlace(label, { kind = 'media', most = 12, files = [], changed = () => {} } = {}) {
  const chosen = [...files];
  const addresses = new Map();
  const shown = h('ol', { class: 'thumbs', 'aria-label': `${label}, in order` });
  const wrong = h('p', { class: 'error local', role: 'alert', hidden: true });
  const chooser = h('input', { type: 'file', multiple: most > 1, accept: KINDS[kind].accept, class: 'unseen', 'aria-label': label, onchange: () => {
    add(chooser.files);
    chooser.value = '';
  } });
  const zone = h('label', { class: 'drop' }, chooser, icon('upload'), h('span', {}, h('strong', {}, most > 1 ? 'Choose files' : 'Choose a file'), most > 1 ? ' or drop them here' : ' or drop it here'),
    h('span', { class: 'small soft' }, `${KINDS[kind].says}${most > 1 ? `, ${most} at most` : ''}`));

  function add(more) {
    const problems = [];
    for (const file of more) {
      const problem = chosen.length >= most && most > 1 ? `${most} files at most: ${file.name} was left out` : refused(file, kind);
      if (problem) {
        problems.push(problem);
      } else {
        if (most === 1) {
          chosen.length = 0;
        }
        chosen.push(file);
      }
    }
    put(wrong, problems.length ? [icon('alert'), problems.join('. ')] : []);
    wrong.hidden = problems.length === 0;
    paint();
    changed(chosen);
  }

  function address(file) {
    if (!addresses.has(file)) {
      addresses.set(file, URL.createObjectURL(file));
    }
    return addresses.get(file);
  }

  function move(index, by) {
    const [file] = chosen.splice(index, 1);
    chosen.splice(index + by, 0, file);
    paint();
    announce(`${file.name} is number ${index + by + 1}`);
    changed(chosen);
    shown.children[index + by]?.querySelector(by < 0 ? '.earlier' : '.later')?.focus();
  }

  function drop(index) {
    const [file] = chosen.splice(index, 1);
    URL.revokeObjectURL(addresses.get(file));
    addresses.delete(file);
    paint();
    announce(`${file.name} removed`);
    changed(chosen);
    (shown.children[Math.min(index, chosen.length - 1)]?.querySelector('.out') || chooser).focus();
  }

  function paint() {
    put(shown, chosen.map((file, index) => {
      const item = h('li', { class: 'thumb', draggable: most > 1 }, picture(file, address(file)),
        h('span', { class: 'thumb-name', title: file.name }, file.name),
        h('div', { class: 'thumb-tools' },
          most > 1 ? button('', { kind: 'quiet square earlier', sign: 'left', name: `Move ${file.name} forward`, disabled: index === 0 }, () => move(index, -1)) : null,
          most > 1 ? button('', { kind: 'quiet square later', sign: 'right', name: `Move ${file.name} back`, disabled: index === chosen.length - 1 }, () => move(index, 1)) : null,
          button('', { kind: 'quiet square out', sign: 'close', name: `Remove ${file.name}` }, () => drop(index))));
      item.addEventListener('dragstart', (event) => event.dataTransfer.setData('text/x-kinoroute', String(index)));
      item.addEventListener('dragover', (event) => event.dataTransfer.types.includes('text/x-kinoroute') && event.preventDefault());
      item.addEventListener('drop', (event) => {
        const from = event.dataTransfer.getData('text/x-kinoroute');
        if (from !== '') {
          event.preventDefault();
          event.stopPropagation();
          move(Number(from), index - Number(from));
        }
      });
      return item;
    }));
    shown.hidden = chosen.length === 0;
  }

  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
  }
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    add(event.dataTransfer.files);
  });
  paint();
  return { element: h('div', { class: 'file-place' }, zone, wrong, shown), files: chosen, add, paint };
}

function picture(file, address) {
  if (file.type.startsWith('image/')) {
    return h('img', { src: address, alt: '' });
  }
  if (file.type.startsWith('video/')) {
    return h('video', { src: address, muted: true, preload: 'metadata', 'aria-hidden': 'true' });
  }
  return h('span', { class: 'thumb-sound' }, icon('music'));
}

/** A text file, as text; a large one is none of ours. */
export async function readText(file, most = 2 * MEGABYTE) {
  if (file.size > most) {
    note(`${file.name} is too large for a text: ${bytes(file.size)}`, 'bad');
    return null;
  }
  return file.text();
}
