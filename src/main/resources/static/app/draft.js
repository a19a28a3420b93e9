// What was typed and not yet sent outlives a reload, and a login in between.

export function saved(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`kinoroute.${key}`));
  } catch {
    return null;
  }
}

export function save(key, value) {
  try {
    sessionStorage.setItem(`kinoroute.${key}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: then nothing is kept.
  }
}

export function drop(key) {
  try {
    sessionStorage.removeItem(`kinoroute.${key}`);
  } catch {
    // Nothing was kept.
  }
}

/** Fills a form's named controls from the draft, and keeps what changes; files are not kept. */
export function keep(form, key) {
  const controls = () => [...form.querySelectorAll('[name][data-keep]')];
  const draft = saved(key) || {};
  for (const control of controls()) {
    if (draft[control.name] !== undefined) {
      if (control.type === 'checkbox') {
        control.checked = draft[control.name];
      } else {
        control.value = draft[control.name];
        if (control.tagName === 'SELECT' && control.selectedIndex < 0) {
          control.selectedIndex = 0;
        }
        control.dispatchEvent(new Event('change'));
      }
    }
  }
  form.addEventListener('input', () => save(key, Object.fromEntries(controls()
    .map((control) => [control.name, control.type === 'checkbox' ? control.checked : control.value]))));
}

const STORE = 'files';

function base() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kinoroute', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

function run(mode, call) {
  return base().then((opened) => new Promise((resolve, reject) => {
    const request = call(opened.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).finally(() => opened.close()));
}

/** Files between the steps of the wizard; where the browser keeps none, they last as long as the page. */
const memory = new Map();

export async function saveFiles(key, files) {
  memory.set(key, [...files]);
  try {
    await run('readwrite', (store) => store.put([...files], key));
  } catch {
    // They are in memory.
  }
}

export async function savedFiles(key) {
  if (memory.has(key)) {
    return memory.get(key);
  }
  try {
    return (await run('readonly', (store) => store.get(key))) || [];
  } catch {
    return [];
  }
}

export async function dropFiles(key) {
  memory.delete(key);
  try {
    await run('readwrite', (store) => store.delete(key));
  } catch {
    // They were in memory alone.
  }
}
