// An explainer: of a text, of an idea, or of a ready script.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { readText } from '../files.js';
import { formPage, formatChoices, section, fields, text, amount, ways, scriptField, musicPick, voicePick, moreFields, languagePick, modelNotice, tidy, wrong } from '../form.js';
import { group } from '../parts.js';
import { themePick } from '../looks.js';

export default async function explainerForm({ go }) {
  const choices = await formatChoices('explainer');
  const source = text('source_text', 'Text', { lines: 12, wide: true, maxlength: 60000, placeholder: 'Paste an article, notes, a chapter …', help: 'Becomes narration, slides, diagrams and charts. 60,000 characters at most.' });
  const open = h('input', { type: 'file', class: 'unseen', accept: '.txt,.md', 'aria-label': 'Open a text file', onchange: async () => {
    const content = open.files[0] && await readText(open.files[0]);
    open.value = '';
    if (content) {
      source.control.value = content;
      source.control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  } });
  source.control.addEventListener('dragover', (event) => event.preventDefault());
  source.control.addEventListener('drop', async (event) => {
    const [file] = event.dataTransfer.files;
    if (file) {
      event.preventDefault();
      source.control.value = await readText(file) ?? source.control.value;
      source.control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  const wishes = text('prompt', 'Wishes', { optional: true, wide: true, placeholder: 'For beginners; with one example' });
  const idea = text('idea', 'What is to be explained?', { lines: 5, wide: true, maxlength: 4000, placeholder: 'How a heat pump makes four parts heat of one part electricity' });
  idea.element.dataset.field = 'prompt';
  const ready = scriptField('format: explainer\ntitle: How a heat pump works\nscenes:\n  - text: It does not make heat. It moves it.\n    slide:\n      title: How a heat pump works');
  const modes = ways('mode', 'How the explainer comes to be', [
    { id: 'text', name: 'Of a text', sign: 'text', panel: h('div', { class: 'stack tight' }, modelNotice(choices), source.element,
      h('div', {}, h('label', { class: 'button small file-button' }, open, icon('upload'), 'Open a file')), wishes.element) },
    { id: 'idea', name: 'From an idea', sign: 'spark', panel: h('div', { class: 'stack tight' }, modelNotice(choices), idea.element) },
    { id: 'ready', name: 'Ready script', sign: 'board', panel: ready.element },
  ], 'text');
  const theme = themePick(choices);
  const seconds = amount('duration', 'Length', { min: 10, max: 600, value: choices.defaults.duration ?? 90, unit: 'seconds' });
  const title = text('title', 'Title', { optional: true, maxlength: 200 });
  const language = languagePick(choices);
  const voice = await voicePick('voice', 'Narrator', () => 'narrator');
  const music = await musicPick('explainer');
  const more = await moreFields('explainer', choices);

  function collect() {
    const mode = modes.value;
    if (mode === 'text' && !source.value) {
      throw wrong('source_text', 'Paste the text that is to be explained');
    }
    if (mode === 'idea' && !idea.value) {
      throw wrong('prompt', 'Say what is to be explained');
    }
    if (mode === 'ready' && !ready.value) {
      throw wrong('script', 'Paste a script, or open a file');
    }
    return {
      request: tidy({
        format: 'explainer', title: title.value, language: language.value, theme: theme.value,
        source_text: mode === 'text' ? source.value : undefined,
        prompt: mode === 'text' ? wishes.value : mode === 'idea' ? idea.value : undefined,
        script: mode === 'ready' ? ready.value : undefined,
        duration: mode === 'ready' ? undefined : seconds.value,
        voices: mode === 'ready' ? undefined : voice.value, music: music.value, ...more.value,
      }),
      files: music.files,
    };
  }

  const page = formPage({
    format: 'explainer', go, collect,
    title: 'New explainer', tells: 'A narrator explains; every scene shows a slide, a diagram, a chart, code or a formula.',
    content: [
      section('What it explains', modes.element),
      section('How it looks', group('theme', 'Theme', theme.element)),
      section('Details', fields(title.element, language.element, seconds.element, voice.element, music.element)),
      more.element,
    ],
  });
  return { title: 'New explainer', element: page.element };
}
