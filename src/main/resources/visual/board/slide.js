// A slide: a title, perhaps with a line below it, bullets, a price.
import { element, isolated } from './dom.js';
import { fit, fonts, isInside } from './fit.js';

const LEAST = 0.5;

export async function build(stage, { title, subtitle, bullets = [], price, layout }) {
  const kind = layout ?? (price ? 'card' : bullets.length ? 'bullets' : 'title');
  stage.classList.add(kind);
  let number = 0;
  const layer = part => {
    part.dataset.layer = number++;
    return part;
  };

  const sheet = element('section', 'sheet');
  if (title || subtitle) {
    sheet.append(layer(element('header', '', element('i', 'bar'),
      title && isolated('h1', '', title), subtitle && isolated('p', 'subtitle', subtitle))));
  }
  if (bullets.length) {
    sheet.append(element('ul', '', ...bullets.map(bullet =>
      layer(element('li', '', element('i', 'dot'), isolated('span', '', bullet))))));
  }
  if (price) {
    sheet.append(layer(element('footer', '', isolated('strong', 'price', price))));
  }
  stage.append(sheet);
  await fonts();
  const fits = () => isWhole(sheet);
  if (!fit(sheet, kind === 'bullets' && innerWidth > innerHeight ? 1 : 1.2, LEAST, fits)) {
    shorten(sheet);
  }
}

/** Whether all of a sheet lies within it, and leaves its padding free. */
function isWhole(sheet) {
  const { paddingTop, paddingBottom } = getComputedStyle(sheet);
  const outer = sheet.getBoundingClientRect();
  return isInside(sheet) && [...sheet.children].map(part => part.getBoundingClientRect()).every(part =>
    part.top >= outer.top + parseFloat(paddingTop) - 1 && part.bottom <= outer.bottom - parseFloat(paddingBottom) + 1);
}

/** Cuts long texts to fewer and fewer lines, then leaves bullets out; what was cut ends with an ellipsis. */
function shorten(sheet) {
  for (let lines = 6; lines >= 1 && !isWhole(sheet); lines--) {
    sheet.style.setProperty('--lines', lines);
    sheet.classList.add('clamped');
  }
  const bullets = [...sheet.querySelectorAll('li')];
  while (!isWhole(sheet) && bullets.length > 1) {
    bullets.pop().remove();
    bullets.at(-1).querySelector('span').textContent = '…';
  }
  if (!isWhole(sheet)) {
    sheet.querySelector('.subtitle')?.remove();
  }
}
