// Before the first paint, so that nothing flashes: the look that was chosen on this device.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('kinoroute.theme');
  } catch {
    // A browser that keeps nothing follows the system.
  }
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
