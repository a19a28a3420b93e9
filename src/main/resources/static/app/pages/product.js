// An ad of a product: its pictures and its details.

import { h } from '../dom.js';
import { filePlace } from '../files.js';
import { formPage, formatChoices, section, fields, text, pick, musicPick, voicePick, moreFields, languagePick, tidy, wrong, numbered } from '../form.js';
import { group } from '../parts.js';
import { themePick } from '../looks.js';

export default async function productForm({ go }) {
  const choices = await formatChoices('product');
  const pictures = filePlace('Pictures and clips', { kind: 'media', most: 12, changed: () => page.soon() });
  const title = text('title', 'Name of the product', { maxlength: 200, required: true, placeholder: 'Hillside Mug' });
  const price = text('price', 'Price', { optional: true, maxlength: 40, placeholder: '€24.90', help: 'As it is to be shown.' });
  const category = text('category', 'Category', { optional: true, maxlength: 60, placeholder: 'Kitchen', list: 'categories' });
  const description = text('description', 'Description', { lines: 4, wide: true, maxlength: 4000, required: true, placeholder: 'Thrown by hand. Keeps tea warm.', help: 'What the voice tells of it.' });
  const seconds = pick('duration', 'Length', [{ id: '15', name: 'About 15 seconds' }, { id: '30', name: 'About 30 seconds' }], '15');
  const wishes = text('prompt', 'Wishes for the text', { optional: true, wide: true, help: 'Needs a language model; without one, the text is put together of the details.' });
  const language = languagePick(choices);
  const theme = themePick(choices);
  const voice = await voicePick('voice', 'Voice', () => 'narrator');
  const music = await musicPick('product');
  const more = await moreFields('product', choices);

  function collect() {
    if (!title.value) {
      throw wrong('title', 'Give the product a name');
    }
    if (!description.value) {
      throw wrong('description', 'Say a sentence or two about it');
    }
    const images = numbered(pictures.files);
    return {
      request: tidy({
        format: 'product', title: title.value, description: description.value, price: price.value, category: category.value,
        duration: Number(seconds.value), prompt: wishes.value, language: language.value, theme: theme.value,
        images: images.map((image) => image.name), voices: voice.value, music: music.value, ...more.value,
      }),
      files: [...images, ...music.files],
    };
  }

  const page = formPage({
    format: 'product', go, collect,
    title: 'New product video', tells: 'Photos and clips that move and fade into each other, a voice, captions, and at the end a card with the price.',
    content: [
      section('Pictures', group('images', 'Photos and clips, in the order in which they are shown', pictures.element, { optional: true, help: 'None: the video shows a title card.' })),
      section('The product', fields(title.element, price.element, category.element, seconds.element, description.element),
        h('datalist', { id: 'categories' }, ['Automotive', 'Electronics', 'Fashion', 'Home', 'Kitchen', 'Sports', 'Toys'].map((value) => h('option', { value })))),
      section('Voice and look', fields(voice.element, language.element, music.element), group('theme', 'Theme of the card', theme.element), wishes.element),
      more.element,
    ],
  });
  return { title: 'New product video', element: page.element };
}
