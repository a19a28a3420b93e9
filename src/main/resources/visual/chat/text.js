// The text of a message: marks such as *bold*, links, and messages of emojis alone.
import { element } from './dom.js';

const RULES = new RegExp([
  '```(?<block>[^]+?)```',
  '`(?<code>[^`\\n]+)`',
  '(?<link>\\b(?:https?:\\/\\/|www\\.)[^\\s<>"]*[^\\s<>".,;:!?)\\]\'*_~])',
  ...[['bold', '\\*'], ['italic', '_'], ['strike', '~']].map(([name, mark]) =>
    `(?<![\\p{L}\\p{N}${mark}])${mark}(?<${name}>[^\\s${mark}](?:[^${mark}\\n]*[^\\s${mark}])?)${mark}(?![\\p{L}\\p{N}${mark}])`),
].join('|'), 'gu');

const TAGS = { block: 'code', code: 'code', bold: 'b', italic: 'i', strike: 's', link: 'span' };

/** Text with its marks turned into elements. A link is only coloured. */
export function marked(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(RULES)) {
    const [name, content] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    nodes.push(text.slice(end, match.index));
    const nested = ['bold', 'italic', 'strike'].includes(name);
    nodes.push(element(TAGS[name], name, ...(nested ? marked(content) : [content])));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter(node => node !== '');
}

const EMOJIS = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?|\s)+$/v;

/** How many emojis a text of nothing but one to three emojis has; else 0. */
export function emojisAlone(text) {
  if (!text || text.length > 60 || !EMOJIS.test(text)) {
    return 0;
  }
  const count = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.replace(/\s/gu, ''))].length;
  return count <= 3 ? count : 0;
}

/** m:ss */
export function duration(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
