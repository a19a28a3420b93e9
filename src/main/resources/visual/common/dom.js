// Small helpers; data enters the page here, as text and never as markup.

const SVG = 'http://www.w3.org/2000/svg';

export function element(tag, classes, ...children) {
  const made = document.createElement(tag);
  made.className = classes;
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text of unknown direction, whose override characters end with it. */
export function isolated(tag, classes, text) {
  const made = element(tag, classes, text ?? '');
  made.dir = 'auto';
  return made;
}

export function svg(classes, viewBox, paths) {
  const made = document.createElementNS(SVG, 'svg');
  made.setAttribute('class', classes);
  made.setAttribute('viewBox', viewBox);
  for (const path of paths) {
    const drawn = document.createElementNS(SVG, path.tag ?? 'path');
    for (const [name, value] of Object.entries(path)) {
      if (name !== 'tag') {
        drawn.setAttribute(name, value);
      }
    }
    made.append(drawn);
  }
  return made;
}

export function image(classes, source) {
  const made = element('img', classes);
  made.decoding = 'sync';
  made.src = source;
  return made;
}
