// Draws every card twice, plain and with all its words highlighted, and deals the cards out to sheets.

const GUTTER = 2;
let sheets = [];

function card(words, language, highlighted) {
  const made = document.createElement('div');
  made.className = highlighted ? 'card highlighted' : 'card';
  made.dir = 'auto';
  made.lang = language;
  words.forEach((word, index) => {
    const span = document.createElement('span');
    span.className = highlighted ? 'word current' : 'word';
    span.textContent = word;
    made.append(index ? ' ' : '', span);
  });
  return made;
}

/** Lays all cards out: JSON in, JSON out, in pixels of the frame. */
async function layout(json) {
  const { language, width, height, sheetHeight, cards } = JSON.parse(json);
  const scale = Math.min(width, height) / 360;
  const root = document.documentElement;
  root.dataset.orientation = width > height ? 'landscape' : 'portrait';
  document.body.style.zoom = scale;
  document.body.style.setProperty('--widest', `${0.9 * width / scale}px`);

  const made = cards.map(words => [card(words, language, false), card(words, language, true)]);
  const bench = document.createElement('div');
  bench.append(...made.flat());
  document.body.append(bench);
  await document.fonts.ready;

  const measured = made.map(([plain]) => {
    const outer = plain.getBoundingClientRect();
    return {
      width: Math.ceil(outer.width), height: Math.ceil(outer.height),
      words: shares([...plain.querySelectorAll('.word')].map(word => word.getBoundingClientRect()), outer),
    };
  });
  const answer = deal(made, measured, width, sheetHeight, scale);
  bench.remove();
  const centre = parseFloat(getComputedStyle(root).getPropertyValue('--centre')) || 0.72;
  return JSON.stringify({ sheets: sheets.map(sheet => sheet.height), centreY: Math.round(centre * height), cards: answer });
}

/** Parts a card among its words, down to the last pixel, so that outlines and boxes change with their word. */
function shares(rects, outer) {
  const lines = [];
  rects.forEach((rect, index) => {
    const line = lines.at(-1);
    if (line && rect.top < line.bottom - 1) {
      line.words.push({ rect, index });
      line.bottom = Math.max(line.bottom, rect.bottom);
    } else {
      lines.push({ top: rect.top, bottom: rect.bottom, words: [{ rect, index }] });
    }
  });
  const boxes = [];
  lines.forEach((line, number) => {
    const top = number ? Math.round((lines[number - 1].bottom + line.top) / 2 - outer.top) : 0;
    const bottom = number < lines.length - 1
      ? Math.round((line.bottom + lines[number + 1].top) / 2 - outer.top) : Math.ceil(outer.height);
    const words = [...line.words].sort((a, b) => a.rect.left - b.rect.left);
    words.forEach(({ rect, index }, place) => {
      const left = place ? Math.round((words[place - 1].rect.right + rect.left) / 2 - outer.left) : 0;
      const right = place < words.length - 1
        ? Math.round((rect.right + words[place + 1].rect.left) / 2 - outer.left) : Math.ceil(outer.width);
      boxes[index] = { x: left, y: top, width: right - left, height: bottom - top };
    });
  });
  return boxes;
}

function deal(made, measured, width, sheetHeight, scale) {
  sheets = [];
  let sheet = null;
  let [x, y, shelf] = [0, 0, 0];
  const place = (element, size) => {
    if (x + size.width > width) {
      [x, y, shelf] = [0, y + shelf, 0];
    }
    if (!sheet || (y > 0 && y + size.height > sheetHeight)) {
      sheet = { height: 0, box: document.createElement('div') };
      sheets.push(sheet);
      [x, y, shelf] = [0, 0, 0];
    }
    element.style.left = `${x / scale}px`;
    element.style.top = `${y / scale}px`;
    element.style.width = `${size.width / scale}px`;
    element.style.height = `${size.height / scale}px`;
    sheet.box.append(element);
    const sprite = { sheet: sheets.length - 1, x, y, width: size.width, height: size.height };
    x += size.width + GUTTER;
    shelf = Math.max(shelf, size.height + GUTTER);
    sheet.height = Math.max(sheet.height, y + size.height);
    return sprite;
  };
  return made.map(([plain, highlighted], index) => ({
    plain: place(plain, measured[index]),
    highlighted: place(highlighted, measured[index]),
    words: measured[index].words,
  }));
}

function show(index) {
  document.body.replaceChildren(sheets[Number(index)].box);
  return '';
}

window.kinoroute = { layout, show };
