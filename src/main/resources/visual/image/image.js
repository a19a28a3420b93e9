// Shows a picture in its own size, so that it can be taken again as what it is, and nothing but that.

/** Decodes the picture: the answer is its size, in JSON, or nothing where it is none. */
async function show() {
  const picture = document.createElement('img');
  picture.src = 'picture';
  document.body.append(picture);
  try {
    await picture.decode();
  } catch {
    return '';
  }
  return JSON.stringify({ x: 0, y: 0, width: picture.naturalWidth, height: picture.naturalHeight });
}

window.kinoroute = { show };
