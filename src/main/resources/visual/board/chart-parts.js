// What the charts share: numbers as people read them, scales, pieces of SVG.

const SVG = 'http://www.w3.org/2000/svg';
const BEFORE = ['$', '£', '¥', '₹', '₩', 'R$', 'US$'];

/** Writes a number with its unit, the way of a language. */
export function numbers(language, unit) {
  let format;
  const options = { maximumFractionDigits: 2 };
  try {
    format = new Intl.NumberFormat(language, options);
  } catch {
    format = new Intl.NumberFormat('en', options);
  }
  const short = new Intl.NumberFormat(format.resolvedOptions().locale, { notation: 'compact', maximumFractionDigits: 1 });
  return value => {
    const text = Math.abs(value) >= 1e5 ? short.format(value) : format.format(value);
    if (!unit) {
      return text;
    }
    return BEFORE.includes(unit) ? `${unit}${text}` : unit === '%' ? `${text}%` : `${text}\u00a0${unit}`;
  };
}

/** Round numbers that a scale is marked with, from below the least value to above the greatest. */
export function ticks(least, greatest, about = 5) {
  const span = greatest - least || Math.abs(greatest) || 1;
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough * 0.999);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

export function piece(tag, classes, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  made.setAttribute('class', classes);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** The drawing area of a box, as large as it is. */
export function canvas(box) {
  const { width, height } = box.getBoundingClientRect();
  const made = piece('svg', 'chart-svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  box.append(made);
  return { svg: made, width, height, unit: Math.min(innerWidth, innerHeight) / 100 };
}

/** Text at a place; cut with an ellipsis where it is wider than it may be. */
export function label(svg, classes, text, x, y, size, widest = Infinity) {
  const made = piece('text', classes, { x, y, 'font-size': size });
  const letters = [...text];
  made.textContent = text;
  svg.append(made);
  let [low, high] = [0, letters.length];
  if (made.getComputedTextLength() > widest) {
    while (low < high - 1) {
      const middle = low + high >> 1;
      made.textContent = `${letters.slice(0, middle).join('').trimEnd()}…`;
      if (made.getComputedTextLength() > widest) {
        high = middle;
      } else {
        low = middle;
      }
    }
    made.textContent = low ? `${letters.slice(0, low).join('').trimEnd()}…` : '…';
  }
  return made;
}

/** How wide texts are, the widest of them. */
export function widest(svg, classes, texts, size) {
  const probe = piece('text', classes, { 'font-size': size });
  svg.append(probe);
  const width = Math.max(0, ...texts.map(text => {
    probe.textContent = text;
    return probe.getComputedTextLength();
  }));
  probe.remove();
  return width;
}

export function seriesClass(index) {
  return `series-${index % 6 + 1}`;
}

/** A piece of SVG that enters: everything of one number at a time. */
export function layer(number, ...children) {
  const made = piece('g', '', {}, ...children);
  made.dataset.layer = number;
  return made;
}
