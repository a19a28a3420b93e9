// Bars, upright; lying where the frame is tall or the names are long.
import { canvas, label, layer, piece, seriesClass, ticks, widest } from './chart-parts.js';

const MOST_LAYERS = 12;

export function bars(box, { labels, series }, number) {
  const area = canvas(box);
  const values = series.flatMap(one => one.values);
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values));
  const size = 3.1 * area.unit;
  const longest = widest(area.svg, 'name', labels, size);
  const tall = area.height > area.width;
  const crowded = longest > 0.9 * (area.width - 12 * area.unit) / labels.length;
  const lying = labels.length <= 14 && (crowded || tall && labels.length > 7);
  (lying ? lie : stand)(area, { labels, series, marks, longest, size }, number);
}

/** Bars enter series by series, or, where there is one series alone, one by one. */
function layerOf(series, labels, index, place) {
  return series.length > 1 ? index : Math.floor(place * Math.min(labels.length, MOST_LAYERS) / labels.length);
}

function enter(svg, pieces) {
  [...pieces.entries()].sort(([a], [b]) => a - b).forEach(([number, parts]) => svg.append(layer(number, ...parts)));
}

function stand({ svg, width, height, unit }, { labels, series, marks, size }, number) {
  const left = widest(svg, 'tick', marks.map(number), 2.7 * unit) + 2 * unit;
  const [top, bottom] = [4.5 * unit, height - 6 * unit];
  const [least, greatest] = [marks[0], marks.at(-1)];
  const y = value => bottom - (value - least) / (greatest - least) * (bottom - top);
  for (const mark of marks) {
    svg.append(piece('line', mark === 0 ? 'grid zero' : 'grid', { x1: left, x2: width, y1: y(mark), y2: y(mark) }));
    label(svg, 'tick end', number(mark), left - 1.6 * unit, y(mark) + 0.95 * unit, 2.7 * unit);
  }
  const step = (width - left) / labels.length;
  const group = Math.min(0.72 * step, series.length * 16 * unit);
  const bar = group / series.length;
  const every = Math.ceil(7 * unit / step);
  labels.forEach((name, place) => {
    if (place % every === 0) {
      label(svg, 'name middle', name, left + (place + 0.5) * step, bottom + 4.6 * unit, size, 0.94 * step * every);
    }
  });
  const figures = series.map(one => one.values.map(number));
  const figureSize = Math.min(3.2 * unit, 3.2 * unit * 0.94 * bar / Math.max(1, widest(svg, 'figure', figures.flat(), 3.2 * unit)));
  const pieces = new Map();
  series.forEach((one, index) => one.values.forEach((value, place) => {
    const x = left + (place + 0.5) * step - group / 2 + index * bar;
    const gap = Math.min(0.12 * bar, 0.6 * unit);
    const parts = [column(x + gap / 2, y(0), bar - gap, y(value), unit, seriesClass(index))];
    if (figureSize > 1.5 * unit) {
      const at = value < 0 ? y(value) + 1.2 * unit + 0.75 * figureSize : y(value) - 1.2 * unit;
      parts.push(label(svg, 'figure middle', figures[index][place], x + bar / 2, at, figureSize));
    }
    const layerNumber = layerOf(series, labels, index, place);
    pieces.set(layerNumber, [...pieces.get(layerNumber) ?? [], ...parts]);
  }));
  enter(svg, pieces);
}

/** A bar from its foot to its end, rounded at the end. */
function column(x, foot, width, end, unit, classes) {
  const radius = Math.min(1.1 * unit, width / 2, Math.abs(end - foot));
  const inward = end <= foot ? radius : -radius;
  return piece('path', `bar-shape ${classes}`, {
    d: `M${x},${foot} V${end + inward} Q${x},${end} ${x + radius},${end} H${x + width - radius} `
      + `Q${x + width},${end} ${x + width},${end + inward} V${foot} Z`,
  });
}

function lie({ svg, width, height, unit }, { labels, series, marks, longest, size }, number) {
  const figures = series.map(one => one.values.map(number));
  const least = Math.min(0, ...series.flatMap(one => one.values));
  const greatest = Math.max(0, ...series.flatMap(one => one.values));
  const step = Math.min(height / labels.length, (8 + 10 * series.length) * unit);
  const top = (height - step * labels.length) / 2;
  const nameSize = Math.min(3.4 * unit, 0.62 * step);
  const group = 0.7 * step;
  const bar = group / series.length;
  const figureSize = Math.min(3 * unit, 0.8 * bar);
  const names = Math.min(1.03 * longest * nameSize / size + 2 * unit, 0.36 * width);
  const room = widest(svg, 'figure', figures.flat(), figureSize) + 2 * unit;
  const [left, right] = [names + (least < 0 ? room : 0), width - (greatest > 0 ? room : 0)];
  const x = value => left + (value - least) / (greatest - least || 1) * (right - left);
  svg.append(piece('line', 'grid zero', { x1: x(0), x2: x(0), y1: top, y2: top + step * labels.length }));
  const pieces = new Map();
  labels.forEach((name, place) => {
    label(svg, 'name end', name, names - 2 * unit, top + (place + 0.5) * step + 0.35 * nameSize, nameSize, names - 2 * unit);
  });
  series.forEach((one, index) => one.values.forEach((value, place) => {
    const y = top + (place + 0.5) * step - group / 2 + index * bar;
    const gap = Math.min(0.14 * bar, 0.6 * unit);
    const figure = label(svg, value < 0 ? 'figure end' : 'figure', figures[index][place],
      x(value) + (value < 0 ? -1 : 1) * unit, y + bar / 2 + 0.35 * figureSize, figureSize);
    const layerNumber = layerOf(series, labels, index, place);
    pieces.set(layerNumber, [...pieces.get(layerNumber) ?? [],
      row(x(0), y + gap / 2, x(value), bar - gap, unit, seriesClass(index)), figure]);
  }));
  enter(svg, pieces);
}

function row(foot, y, end, height, unit, classes) {
  const radius = Math.min(1.1 * unit, height / 2, Math.abs(end - foot));
  const inward = end >= foot ? -radius : radius;
  return piece('path', `bar-shape ${classes}`, {
    d: `M${foot},${y} H${end + inward} Q${end},${y} ${end},${y + radius} V${y + height - radius} `
      + `Q${end},${y + height} ${end + inward},${y + height} H${foot} Z`,
  });
}
