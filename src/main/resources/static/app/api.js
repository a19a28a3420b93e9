// The API, and what goes wrong with it.

/** A refusal of the server: what it said, and about which field. */
export class Refusal extends Error {
  constructor(status, document) {
    super(document.detail || document.error || document.title || `The server answered ${status}`);
    this.status = status;
    this.field = document.field || null;
    this.retryAfter = document.retryAfter || null;
  }
}

let onLoggedOut = () => {};

/** What is to happen when the session is over. */
export function whenLoggedOut(call) {
  onLoggedOut = call;
}

const OWN = { 'X-Requested-With': 'kinoroute', Accept: 'application/json' };

async function refusal(response) {
  let document = {};
  try {
    document = await response.json();
  } catch {
    // No JSON: the status has to do.
  }
  document.retryAfter = response.headers.get('Retry-After');
  if (response.status === 429 && document.retryAfter) {
    document.detail = `${document.detail || 'Too many requests.'} Try again in ${document.retryAfter} s.`;
  }
  return new Refusal(response.status, document);
}

function unreachable() {
  return new Refusal(0, { detail: 'The server cannot be reached. Is it running?' });
}

/** Asks the server; answers with the response, or throws a Refusal. */
export async function ask(path, { method = 'GET', json, body, headers = {}, signal, quiet = false } = {}) {
  const all = { ...OWN, ...headers };
  if (json !== undefined) {
    all['Content-Type'] = 'application/json';
    body = JSON.stringify(json);
  }
  let response;
  try {
    response = await fetch(path, { method, headers: all, body, signal, credentials: 'same-origin' });
  } catch (error) {
    throw error.name === 'AbortError' ? error : unreachable();
  }
  if (response.status === 401 && !quiet) {
    onLoggedOut();
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

/** The JSON of an answer; null where it has none. */
export async function get(path, options) {
  const response = await ask(path, options);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

export const post = (path, json, options = {}) => get(path, { method: 'POST', json, ...options });
export const remove = (path) => get(path, { method: 'DELETE' });

/** Sends a form with files, and tells how far it is (0 to 1); fetch could not. */
export function send(path, form, { progress = () => {}, headers = {}, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries({ ...OWN, ...headers })) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) {
        progress(event.loaded / event.total);
      }
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
    request.addEventListener('load', async () => {
      const retryAfter = request.getResponseHeader('Retry-After');
      const response = new Response([204, 205, 304].includes(request.status) ? null : request.responseText, {
        status: request.status,
        headers: retryAfter ? { 'Retry-After': retryAfter } : {},
      });
      if (request.status === 401) {
        onLoggedOut();
      }
      if (!response.ok) {
        reject(await refusal(response));
      } else {
        const text = await response.text();
        resolve(text === '' ? null : JSON.parse(text));
      }
    });
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

const kept = new Map();

/** A list that changes seldom, asked for once per visit of the page. */
export function list(path) {
  if (!kept.has(path)) {
    const answer = get(path);
    kept.set(path, answer);
    answer.catch(() => kept.delete(path));
  }
  return kept.get(path);
}

export const forget = (path) => kept.delete(path);

/** What a form sends: JSON alone, or with the files that it names. */
export function body(request, files) {
  if (files.length === 0) {
    return { json: request };
  }
  const form = new FormData();
  form.append('request', new Blob([JSON.stringify(request)], { type: 'application/json' }), 'request.json');
  files.forEach((file) => form.append(file.part, file.file, file.name));
  return { form };
}

/** Hands a video in, or (dry) asks what it would cost. */
export async function submit(request, files, { dry = false, key, progress, signal } = {}) {
  const path = `/api/videos${dry ? '?dryRun=true' : ''}`;
  const { json, form } = body(request, files);
  const headers = key && !dry ? { 'Idempotency-Key': key } : {};
  return form ? send(path, form, { progress, headers, signal }) : post(path, json, { headers, signal });
}
