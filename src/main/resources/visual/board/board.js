// Draws one board (slide, diagram, chart, code, formula) as large as the frame, and shows its layers one by one.
//
// What a kind builds is what stands there from the beginning, but for elements with data-layer: those enter one after the
// other, in the order of their numbers. Elements with the same number enter together.
import { element } from './dom.js';
import { Unfit } from './fit.js';

let layers = [];

/** Builds a board: JSON in; JSON out: where its layers lie, or why it cannot be drawn. */
async function draw(json) {
  const board = JSON.parse(json);
  const root = document.documentElement;
  root.lang = board.language;
  root.dir = direction(board.language);
  root.dataset.kind = board.kind;
  root.dataset.shape = innerWidth > innerHeight * 1.15 ? 'wide' : 'tall';
  root.toggleAttribute('data-captions', board.captions);
  const stage = element('main', `stage ${board.kind}`);
  document.body.append(stage);
  try {
    const { build } = await import(`./${board.kind}.js`);
    await build(stage, board.properties, board.language);
  } catch (error) {
    if (error instanceof Unfit) {
      return JSON.stringify({ problem: error.message });
    }
    throw error;
  }
  layers = [...new Set([...document.querySelectorAll('[data-layer]')].map(part => Number(part.dataset.layer)))]
    .sort((a, b) => a - b)
    .map(number => [...document.querySelectorAll(`[data-layer="${number}"]`)]);
  return JSON.stringify({ layers: layers.map(room) });
}

function direction(language) {
  return /^(ar|arc|ckb|dv|fa|he|iw|ku-arab|ps|sd|ug|ur|yi)(-|$)/.test(language) ? 'rtl' : 'ltr';
}

/** What a layer covers, in whole pixels, with some air for what its letters and shadows hang over. */
function room(parts) {
  const air = Math.ceil(Math.min(innerWidth, innerHeight) * 0.02);
  const boxes = parts.flatMap(part => [part, ...part.querySelectorAll('*')])
    .map(part => part.getBoundingClientRect())
    .filter(box => box.width > 0 || box.height > 0);
  const left = Math.max(0, Math.floor(Math.min(...boxes.map(box => box.left))) - air);
  const top = Math.max(0, Math.floor(Math.min(...boxes.map(box => box.top))) - air);
  const right = Math.min(innerWidth, Math.ceil(Math.max(...boxes.map(box => box.right))) + air);
  const bottom = Math.min(innerHeight, Math.ceil(Math.max(...boxes.map(box => box.bottom))) + air);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Shows one layer alone, on nothing; with -1 what stands there from the beginning. */
function show(index) {
  document.documentElement.dataset.showing = index === '-1' ? 'base' : 'layer';
  layers.forEach((parts, number) => parts.forEach(part => part.classList.toggle('shown', number === Number(index))));
  return '';
}

window.kinoroute = { draw, show };
