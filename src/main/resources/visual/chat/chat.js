// Lays a whole chat out, once, and deals its parts out to sheets.
//
// Lengths that leave this file are pixels of the picture: whole numbers, so that what Java cuts out is exact.
import { row, typingRow } from './row.js';
import { bottom, top, wallpaper } from './panel.js';
import { element } from './dom.js';

export const TYPING_PHASES = 8;

/** Between the parts of a sheet, pixels of the picture: an edge that falls between two pixels must not tint a neighbour. */
const GUTTER = 2;

let sheets = [];

/** Builds everything, and returns where each part lies: JSON in, JSON out. */
async function layout(json) {
  const page = JSON.parse(json);
  const scale = page.panel.width / page.panel.cssWidth;
  const root = document.documentElement;
  root.dataset.look = page.look;
  root.dataset.theme = page.theme;
  root.lang = page.language;
  // Zoomed, boxes lie on whole pixels of the picture; with a device scale they would lie on whole CSS pixels.
  document.body.style.zoom = scale;

  const parts = {
    wallpaper: wallpaper(page.panel.height / scale),
    top: top(page, null),
    bottom: bottom(page),
    topTyping: page.people.map(person => person.typing && top(page, person.typing)),
    typing: page.people.map((person, index) => person.typing && Array.from({ length: TYPING_PHASES },
      (_, phase) => typingRow(page, index, phase, TYPING_PHASES))),
    rows: page.rows.map((message, index) => row(page, message, page.rows[index - 1])),
  };
  const all = [parts.wallpaper, parts.top, parts.bottom, ...parts.topTyping, ...parts.typing.flat(), ...parts.rows]
    .filter(part => part);
  const bench = element('div', 'bench', ...all);
  document.body.append(bench);
  await Promise.all([...document.images].map(picture => picture.decode().catch(() => picture.classList.add('broken'))));
  await document.fonts.ready;
  tighten(bench, scale);

  const pixels = length => Math.round(length * scale);
  const sizes = new Map(all.map(part => [part, Math.ceil(part.getBoundingClientRect().height - 0.02)]));
  const gaps = parts.rows.map(part => pixels(parseFloat(getComputedStyle(part).marginTop)));
  const bubbles = parts.rows.map(part => {
    const outer = part.getBoundingClientRect();
    const inner = part.querySelector('.bubble').getBoundingClientRect();
    return {
      x: Math.round(inner.left - outer.left), y: Math.round(inner.top - outer.top),
      width: Math.round(inner.width), height: Math.round(inner.height),
    };
  });
  const style = getComputedStyle(bench);
  const paddings = [pixels(parseFloat(style.paddingTop)), pixels(parseFloat(style.paddingBottom))];

  const sprites = deal(all, sizes, page.panel, scale);
  bench.remove();
  const sprite = part => part ? sprites.get(part) : null;
  return JSON.stringify({
    sheets: sheets.map(sheet => sheet.height),
    wallpaper: sprite(parts.wallpaper),
    top: sprite(parts.top),
    bottom: sprite(parts.bottom),
    topTyping: parts.topTyping.map(sprite),
    typing: parts.typing.map(phases => phases && phases.map(sprite)),
    rows: parts.rows.map((part, index) => ({ gap: gaps[index], sprite: sprite(part), bubble: bubbles[index] })),
    paddingTop: paddings[0],
    paddingBottom: paddings[1],
  });
}

/** Makes wrapped text only as wide as its longest line, as the app does; styles alone would leave it at its limit. */
function tighten(bench, scale) {
  const texts = [...bench.querySelectorAll('.text')];
  const range = document.createRange();
  const widths = texts.map(text => {
    range.selectNodeContents(text);
    return range.getBoundingClientRect().width;
  });
  texts.forEach((text, index) => { text.style.width = `${(Math.ceil(widths[index]) + 0.5) / scale}px`; });
}

/** Puts the parts into sheets one below the other, a new one where the next part would not fit. */
function deal(all, sizes, panel, scale) {
  sheets = [];
  const sprites = new Map();
  let sheet = null;
  for (const part of all) {
    const height = sizes.get(part);
    if (!sheet || sheet.height + height > panel.sheetHeight) {
      sheet = { height: 0, box: element('div', 'sheet') };
      sheets.push(sheet);
    }
    sprites.set(part, { sheet: sheets.length - 1, x: 0, y: sheet.height, width: panel.width, height });
    part.classList.add('placed');
    part.style.top = `${sheet.height / scale}px`;
    part.style.height = `${height / scale}px`;
    sheet.box.append(part);
    sheet.height += height + GUTTER;
  }
  return sprites;
}

/** Shows one sheet alone, at the page's upper left corner. */
async function show(index) {
  document.body.replaceChildren(sheets[index].box);
  await Promise.all([...document.images].map(picture => picture.decode().catch(() => {})));
  return '';
}

window.kinoroute = { layout, show: index => show(Number(index)) };
