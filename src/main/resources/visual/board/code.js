// A piece of code in a window, coloured by highlight.js; bars over the lines that the scene speaks of.
import { element, isolated } from './dom.js';
import { Unfit, fit, fonts, isInside, library } from './fit.js';
import { heading } from './heading.js';

const LEAST = 0.42;

export async function build(stage, { language, source, highlight = [], title }) {
  await library('highlight.min.js');
  if (/^[a-z0-9-]+$/.test(language ?? '') && !window.hljs.getLanguage(language)) {
    await library(`languages/${language}.min.js`).catch(() => {}); // one that nobody knows is shown without colours
  }
  const known = language && window.hljs.getLanguage(language) ? language : 'plaintext';
  const coloured = document.createElement('template');
  coloured.innerHTML = window.hljs.highlight(source, { language: known, ignoreIllegals: true }).value;

  const box = heading(stage, title);
  const lines = split(coloured.content).map((line, index) => element('div', 'line',
    element('i', 'number', String(index + 1)), element('span', 'text', ...line)));
  const body = element('div', 'lines', ...lines);
  const bar = element('div', 'window-bar', element('i', 'light'), element('i', 'light'), element('i', 'light'));
  if (language) {
    bar.append(isolated('b', '', language));
  }
  box.append(element('div', 'window', bar, body));
  await fonts();

  const whole = fit(body, 1.25, LEAST);
  if (!whole && body.scrollHeight > body.clientHeight + 1) {
    const room = Math.floor(body.clientHeight / lines[0].getBoundingClientRect().height);
    throw new Unfit(`the code has ${lines.length} lines; in this frame ${room} can be read, so show fewer`);
  }
  if (!isInside(body)) {
    lines.forEach(line => line.lastChild.classList.add('cut'));
  }
  stage.classList.add('compact');
  runs(highlight.filter(line => line <= lines.length)).forEach(([from, to], number) => {
    const top = lines[from - 1].offsetTop;
    const mark = element('div', 'mark');
    mark.dataset.layer = number;
    mark.style.top = `${top}px`;
    mark.style.height = `${lines[to - 1].offsetTop + lines[to - 1].offsetHeight - top}px`;
    body.append(mark);
  });
}

/** Coloured code as one list of nodes for each line; a colour that spans lines is begun anew on each. */
function split(fragment) {
  const lines = [[]];
  const walk = (node, classes) => {
    if (node.nodeType === Node.TEXT_NODE) {
      node.data.split('\n').forEach((text, index) => {
        if (index) {
          lines.push([]);
        }
        if (text) {
          lines.at(-1).push(classes ? element('span', classes, text) : text);
        }
      });
    } else {
      node.childNodes.forEach(child => walk(child, node.className || classes));
    }
  };
  fragment.childNodes.forEach(node => walk(node, ''));
  return lines;
}

/** Numbers as runs of neighbours: 2, 3, 7 is [2, 3], [7, 7]. */
function runs(numbers) {
  const found = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    if (found.length && found.at(-1)[1] === number - 1) {
      found.at(-1)[1] = number;
    } else {
      found.push([number, number]);
    }
  }
  return found;
}
