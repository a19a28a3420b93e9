// Fits what is to be shown into the room that there is.

/** What cannot be drawn, in words for the person who wrote it. */
export class Unfit extends Error {}

/** Whether nothing of a box's content hangs over its edges. */
export function isInside(box) {
  return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
}

/** Sets --fit, by which a box's sizes are multiplied, to the largest value that fits; false: not even the least does. */
export function fit(box, most, least, fits = () => isInside(box)) {
  const at = value => {
    box.style.setProperty('--fit', value);
    return fits();
  };
  if (at(most)) {
    return true;
  }
  if (!at(least)) {
    return false;
  }
  let [low, high] = [least, most];
  for (let step = 0; step < 8; step++) {
    const middle = (low + high) / 2;
    if (at(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  at(low);
  return true;
}

/** Waits until the fonts that the page uses so far are there. */
export async function fonts() {
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** Loads one of the libraries that are plain scripts. */
export function library(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = path;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${path} is not there`));
    document.head.append(script);
  });
}

/** A colour of the theme as #rrggbb, as it looks on the theme's ground. */
export function colour(name) {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  for (const layer of ['--ground', name]) {
    pen.fillStyle = style.getPropertyValue(layer).trim();
    pen.fillRect(0, 0, 1, 1);
  }
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
