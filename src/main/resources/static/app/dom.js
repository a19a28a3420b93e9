// Elements without markup: what people wrote gets into the page as text, and never as anything else.

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element: h('a', {href: '/'}, 'Home'). Properties that begin with "on" are listeners. */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** The same, of a drawing. */
export function s(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value' || name === 'checked' || name === 'muted') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...flat(children));
  return element;
}

const flat = (children) => children.flat(3).filter((child) => child !== null && child !== undefined && child !== false);

/** Puts other children into an element. */
export function put(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

let count = 0;

/** An id that no other element has. */
export const unique = (prefix = 'e') => `${prefix}-${++count}`;

/** Calls once things have been quiet for so long. */
export function later(milliseconds, call) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), milliseconds);
  };
}

/** Says something to those who listen to the page instead of seeing it. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

/** A number that nobody guesses; randomUUID alone is missing where a page comes over plain HTTP. */
export function token() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Only links of this server and of the web lead anywhere; a javascript: address does not. */
export function link(address) {
  if (typeof address !== 'string' || address === '') {
    return null;
  }
  try {
    const url = new URL(address, location.origin);
    return url.protocol === 'http:' || url.protocol === 'https:' || url.protocol === 'blob:' ? url.href : null;
  } catch {
    return null;
  }
}
