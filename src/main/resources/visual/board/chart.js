// A chart: bars, lines or a ring, drawn as SVG in pixels of the frame.
import { element, isolated } from './dom.js';
import { fonts } from './fit.js';
import { heading } from './heading.js';
import { bars } from './chart-bars.js';
import { lines } from './chart-lines.js';
import { ring } from './chart-ring.js';
import { numbers } from './chart-parts.js';

const TYPES = { bar: bars, line: lines, pie: ring };

export async function build(stage, chart, language) {
  const box = heading(stage, chart.title);
  if (chart.type !== 'pie' && chart.series.length > 1) {
    box.before(element('ul', 'legend', ...chart.series.map((series, index) =>
      element('li', `series-${index % 6 + 1}`, element('i', 'swatch'), isolated('span', '', series.name)))));
  }
  await fonts();
  stage.classList.add('compact');
  TYPES[chart.type](box, chart, numbers(language, chart.unit));
}
