// The title above a diagram, a chart, a piece of code or a formula.
import { element, isolated } from './dom.js';
import { fit } from './fit.js';

/** Adds the title, if there is one, and the box below it that the rest of the board fills. */
export function heading(stage, title) {
  if (title) {
    const header = element('header', 'heading', element('i', 'bar'), isolated('h1', '', title));
    stage.append(header);
    fit(header, 1, 0.6);
  }
  const box = element('section', 'box');
  stage.append(box);
  return box;
}
