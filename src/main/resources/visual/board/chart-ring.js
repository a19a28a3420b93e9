// A ring of slices, with their names and shares beside it, or below it where the frame is tall.
import { canvas, label, layer, piece, seriesClass, widest } from './chart-parts.js';

const MOST = 8;

export function ring(box, { labels, series, unit: what }, number) {
  const { svg, width, height, unit } = canvas(box);
  const slices = gathered(labels, series[0].values);
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  const wide = width > 1.15 * height;
  const row = Math.min(7.5 * unit, (wide ? height : 0.42 * height) / slices.length);
  const radius = wide ? Math.min(0.47 * height, 0.24 * width) : Math.min(0.45 * width, (height - row * slices.length - 6 * unit) / 2);
  const [cx, cy] = wide ? [Math.max(radius + unit, (width - 76 * unit) / 2), height / 2]
    : [width / 2, Math.max(radius, (height - row * slices.length - 6 * unit) / 2)];
  const listLeft = wide ? cx + radius + 8 * unit : Math.max(0, width / 2 - 36 * unit);
  const listWidth = wide ? Math.min(width - listLeft, 68 * unit) : Math.min(width, 72 * unit);
  const listTop = wide ? (height - row * slices.length) / 2 : cy + radius + 6 * unit;
  const size = Math.min(3.6 * unit, 0.6 * row);

  if (what !== '%' && Math.abs(total - 100) > 0.5) {
    const text = number(total);
    const sum = Math.min(6 * unit, unit * 1.05 * radius / widest(svg, 'total', [text], unit));
    label(svg, 'total middle', text, cx, cy + 0.35 * sum, sum);
  }
  let turn = 0;
  slices.forEach(({ name, value }, index) => {
    const share = value / total;
    const y = listTop + (index + 0.5) * row;
    const percent = `${(100 * share).toFixed(share < 0.1 && share > 0 ? 1 : 0)}%`;
    const percentWidth = 10 * unit;
    const parts = [
      piece('path', `slice ${seriesClass(index)}`, { d: slice(cx, cy, radius, 0.62 * radius, turn, turn + share), 'stroke-width': 0.45 * unit }),
      piece('rect', `slice ${seriesClass(index)}`, { x: listLeft, y: y - 0.36 * size, width: 0.8 * size, height: 0.8 * size, rx: 0.25 * size, 'stroke-width': 0 }),
      label(svg, 'name', name, listLeft + 1.5 * size, y + 0.36 * size, size, listWidth - percentWidth - 2 * size),
      label(svg, 'figure end', percent, listLeft + listWidth, y + 0.36 * size, size),
    ];
    svg.append(layer(index, ...parts));
    turn += share;
  });
}

/** No more slices than can be told apart: the smallest ones are gathered. */
function gathered(labels, values) {
  const slices = labels.map((name, index) => ({ name, value: values[index] })).filter(slice => slice.value > 0);
  if (slices.length <= MOST) {
    return slices;
  }
  const large = new Set([...slices].sort((a, b) => b.value - a.value).slice(0, MOST - 1));
  const rest = slices.filter(slice => !large.has(slice)).reduce((sum, slice) => sum + slice.value, 0);
  return [...slices.filter(slice => large.has(slice)), { name: '…', value: rest }];
}

function slice(cx, cy, outer, inner, from, to) {
  const whole = to - from > 0.9999;
  const end = whole ? from + 0.9999 : to;
  const at = (turn, radius) => {
    const angle = 2 * Math.PI * turn - Math.PI / 2;
    return `${cx + radius * Math.cos(angle)},${cy + radius * Math.sin(angle)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return `M${at(from, outer)} A${outer},${outer} 0 ${large} 1 ${at(end, outer)} L${at(end, inner)} A${inner},${inner} 0 ${large} 0 ${at(from, inner)} Z`;
}
