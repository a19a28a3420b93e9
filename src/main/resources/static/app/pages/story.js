// A story: a tale word for word or an idea of one, and the pictures to it.

import { h } from '../dom.js';
import { filePlace } from '../files.js';
import { formPage, formatChoices, section, fields, text, amount, ways, scriptField, musicPick, voicePick, moreFields, languagePick, modelNotice, tidy, wrong, numbered } from '../form.js';
import { field, group, wordList } from '../parts.js';
import { stylePick } from '../looks.js';
import { styles as allStyles } from '../choices.js';

export default async function storyForm({ go }) {
  const [choices, styles] = await Promise.all([formatChoices('story'), allStyles()]);
  const source = text('source_text', 'The story', { lines: 10, wide: true, maxlength: 60000, placeholder: 'A fox lived at the edge of the wood. Every evening she looked at the lights of the town …', help: 'Told word for word, in 6 or 7 parts with a picture each.' });
  const idea = text('idea', 'What is the story about?', { lines: 5, wide: true, maxlength: 4000, placeholder: 'A lighthouse keeper who is afraid of the dark' });
  idea.element.dataset.field = 'prompt';
  const seconds = amount('duration', 'Length', { min: 10, max: 600, value: 60, unit: 'seconds' });
  const ready = scriptField('format: story\ntitle: The fox in the snow\nstyle: watercolor\nscenes:\n  - text: A fox lived at the edge of the wood.\n    image: {prompt: "A fox at the edge of a winter wood"}');
  const modes = ways('mode', 'How the story comes to be', [
    { id: 'text', name: 'My words', sign: 'book', panel: source.element },
    { id: 'idea', name: 'From an idea', sign: 'spark', panel: h('div', { class: 'stack tight' }, modelNotice(choices), idea.element, fields(seconds.element)) },
    { id: 'ready', name: 'Ready script', sign: 'text', panel: ready.element },
  ], 'text');
  const style = stylePick(styles);
  const shown = wordList('Keywords');
  const hidden = wordList('Negative keywords');
  const pictures = filePlace('Pictures of your own', { kind: 'pictures', most: 30, changed: () => page.soon() });
  const title = text('title', 'Title', { optional: true, maxlength: 200 });
  const language = languagePick(choices);
  const voice = await voicePick('voice', 'Narrator', () => 'narrator');
  const music = await musicPick('story');
  const more = await moreFields('story', choices);

  function collect() {
    const mode = modes.value;
    if (mode === 'text' && !source.value) {
      throw wrong('source_text', 'Write or paste the story');
    }
    if (mode === 'idea' && !idea.value) {
      throw wrong('prompt', 'Say what the story is about');
    }
    if (mode === 'ready' && !ready.value) {
      throw wrong('script', 'Paste a script, or open a file');
    }
    const images = mode === 'ready' ? [] : numbered(pictures.files);
    return {
      request: tidy({
        format: 'story', title: title.value, language: language.value,
        source_text: mode === 'text' ? source.value : undefined,
        prompt: mode === 'idea' ? idea.value : undefined,
        duration: mode === 'idea' ? seconds.value : undefined,
        script: mode === 'ready' ? ready.value : undefined,
        style: style.value, keywords: shown.value, negative_keywords: hidden.value,
        images: images.map((image) => image.name), voices: mode === 'ready' ? undefined : voice.value, music: music.value, ...more.value,
      }),
      files: [...images, ...music.files],
    };
  }

  const page = formPage({
    format: 'story', go, collect,
    title: 'New story', tells: 'One voice tells it all, and each part has a picture that moves slowly.',
    content: [
      section('The tale', modes.element),
      section('The pictures', group('style', 'Style', style.element),
        fields(listField('keywords', 'They show', shown), listField('negative_keywords', 'They never show', hidden)),
        group('images', 'Pictures of your own, one for each part', pictures.element, { optional: true, help: 'Then none is generated.' })),
      section('Details', fields(title.element, language.element, voice.element, music.element)),
      more.element,
    ],
  });
  return { title: 'New story', element: page.element };
}

/** A field whose control is the entry inside of a list of words. */
function listField(name, label, list) {
  const made = field(name, label, list.entry, { optional: true });
  made.querySelector('label').after(list.element);
  list.element.append(list.entry);
  return made;
}
