// A formula, typeset by KaTeX as large as there is room.
import { element } from './dom.js';
import { Unfit, fit, fonts, library } from './fit.js';
import { heading } from './heading.js';

const LEAST = 0.18;

export async function build(stage, { latex, title }) {
  await Promise.all([library('katex.min.js'), style('katex.min.css')]);
  const box = heading(stage, title);
  const formula = element('div', 'formula-line');
  formula.dataset.layer = 0;
  const panel = element('div', 'panel', formula);
  box.append(panel);
  try {
    window.katex.render(latex, formula, {
      displayMode: true, output: 'html', throwOnError: true, trust: false, strict: 'ignore', maxSize: 20, maxExpand: 1000,
    });
  } catch (error) {
    throw new Unfit(`the formula cannot be read: ${error.message.replace(/^KaTeX parse error:\s*/, '').split('\n')[0]}`);
  }
  await fonts();
  const drawn = formula.querySelector('.katex-html');
  const fits = () => {
    const room = formula.getBoundingClientRect();
    return drawn.scrollWidth <= room.width + 1 && panel.offsetHeight <= box.clientHeight && isNarrow(drawn, room);
  };
  if (!fit(box, 1, LEAST, fits)) {
    throw new Unfit('the formula is too long to be read in this frame; break it into lines with \\\\ or shorten it');
  }
  stage.classList.add('compact');
}

/** Boxes of KaTeX hang over their parents: each is asked. */
function isNarrow(drawn, outer) {
  return [...drawn.querySelectorAll('.base')].every(part => {
    const box = part.getBoundingClientRect();
    return box.left >= outer.left - 1 && box.right <= outer.right + 1;
  });
}

function style(path) {
  return new Promise((resolve, reject) => {
    const link = element('link', '');
    link.rel = 'stylesheet';
    link.href = path;
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${path} is not there`));
    document.head.append(link);
  });
}
