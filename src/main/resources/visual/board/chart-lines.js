// Lines: one for each series, with its last value beside it.
import { canvas, label, layer, piece, seriesClass, ticks, widest } from './chart-parts.js';

export function lines(box, { labels, series }, number) {
  const { svg, width, height, unit } = canvas(box);
  const values = series.flatMap(one => one.values);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  // Where all values lie far from zero, the scale begins near them.
  const marks = ticks(lowest >= 0 && lowest < 0.6 * highest ? 0 : lowest, highest <= 0 && highest > 0.6 * lowest ? 0 : highest);
  const size = 2.7 * unit;
  const last = series.map(one => number(one.values.at(-1)));
  const left = widest(svg, 'tick', marks.map(number), size) + 2 * unit;
  const right = width - widest(svg, 'figure', last, 3 * unit) - 2.4 * unit;
  const [top, bottom] = [2.5 * unit, height - 6 * unit];
  const [least, greatest] = [marks[0], marks.at(-1)];
  const y = value => bottom - (value - least) / (greatest - least) * (bottom - top);
  const inset = labels.length > 1 ? 2 * unit : (right - left) / 2;
  const x = place => left + inset + (labels.length > 1 ? place / (labels.length - 1) * (right - left - 2 * inset) : 0);

  for (const mark of marks) {
    svg.append(piece('line', mark === 0 ? 'grid zero' : 'grid', { x1: left, x2: right, y1: y(mark), y2: y(mark) }));
    label(svg, 'tick end', number(mark), left - 1.6 * unit, y(mark) + 0.9 * unit, size);
  }
  const step = labels.length > 1 ? (right - left - 2 * inset) / (labels.length - 1) : right - left;
  const slot = Math.min(widest(svg, 'name', labels, 3 * unit) + 3 * unit, (right - left) / 2.2);
  const every = Math.max(1, Math.ceil(slot / step));
  labels.forEach((name, place) => {
    if (place % every === 0) {
      label(svg, 'name middle', name, x(place), bottom + 4.6 * unit, 3 * unit, Math.max(slot, step) - unit);
    }
  });

  const ends = apart(series.map(one => y(one.values.at(-1))), 3.6 * unit, bottom);
  series.forEach((one, index) => {
    const points = one.values.map((value, place) => [x(place), y(value)]);
    const path = smooth(points);
    const parts = [];
    if (series.length === 1 && points.length > 1) {
      parts.push(piece('path', `area ${seriesClass(index)}`, { d: `${path} V${y(Math.max(least, Math.min(0, greatest)))} H${points[0][0]} Z` }));
    }
    parts.push(piece('path', `line ${seriesClass(index)}`, { d: path, 'stroke-width': 0.75 * unit }));
    const dots = points.length <= 16 ? points : [points.at(-1)];
    parts.push(...dots.map(([cx, cy]) =>
      piece('circle', `point ${seriesClass(index)}`, { cx, cy, r: 1.15 * unit, 'stroke-width': 0.5 * unit })));
    parts.push(label(svg, `figure ${seriesClass(index)}`, last[index], points.at(-1)[0] + 2.4 * unit, ends[index] + 1.05 * unit, 3 * unit));
    svg.append(layer(index, ...parts));
  });
}

/** Moves heights apart until each has room, from the top down. */
function apart(heights, room, bottom) {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a] - heights[b]);
  const moved = [...heights];
  order.forEach((index, place) => {
    if (place) {
      moved[index] = Math.max(moved[index], moved[order[place - 1]] + room);
    }
  });
  for (let place = order.length - 1, limit = bottom; place >= 0; place--, limit -= room) {
    moved[order[place]] = Math.min(moved[order[place]], limit);
  }
  return moved;
}

/** A curve through all points that never swings over them (monotone cubic). */
function smooth(points) {
  const slopes = points.map((_, i) => i < points.length - 1
    ? (points[i + 1][1] - points[i][1]) / (points[i + 1][0] - points[i][0] || 1) : 0);
  const tangents = points.map((_, i) => {
    if (i === 0 || i === points.length - 1) {
      return slopes[Math.min(i, Math.max(0, points.length - 2))];
    }
    return slopes[i - 1] * slopes[i] <= 0 ? 0 : 2 * slopes[i - 1] * slopes[i] / (slopes[i - 1] + slopes[i]);
  });
  return points.map(([px, py], i) => {
    if (!i) {
      return `M${px},${py}`;
    }
    const [qx, qy] = points[i - 1];
    const third = (px - qx) / 3;
    return `C${qx + third},${qy + third * tangents[i - 1]} ${px - third},${py - third * tangents[i]} ${px},${py}`;
  }).join(' ');
}
