window.kinoroute = {
  async fill(json) {
    const { kind, reason } = JSON.parse(json);
    document.querySelector('h1').textContent = kind;
    document.querySelector('p').textContent = reason;
    await document.fonts.ready;
    return '';
  },
};
