// What can be chosen: formats, themes, styles, voices, backgrounds, music; in one shape, whoever lists it.

import { list } from './api.js';
import { words } from './format.js';

/** A list of names, or of objects, or an object by name: all as {id, name, description, …}. */
export function entries(of) {
  if (!of) {
    return [];
  }
  const all = Array.isArray(of) ? of : Object.entries(of).map(([id, value]) => (typeof value === 'object' ? { id, ...value } : { id, name: value }));
  return all.map((entry) => (typeof entry === 'object' ? entry : { id: String(entry) }))
    .map((entry) => ({ ...entry, id: String(entry.id ?? entry.name), name: entry.name && entry.name !== entry.id ? entry.name : words(entry.id ?? entry.name) }));
}

const quietly = async (path) => {
  try {
    return await list(path);
  } catch (error) {
    if (error.status === 401) {
      throw error;
    }
    return [];
  }
};

export const voices = async () => entries(await quietly('/api/voices'));
export const styles = async () => entries(await quietly('/api/styles'));
export const backgrounds = async () => entries(await quietly('/api/backgrounds'));
export const music = async () => entries(await quietly('/api/music'));

/** What a form of this format can offer. */
export async function formatChoices(id) {
  const all = await list('/api/formats');
  return {
    themes: entries(all.themes),
    looks: entries(all.looks),
    captions: entries(all.captions).filter((style) => style.id !== 'off'),
    layouts: entries(all.layouts),
    languages: entries(all.languages),
    defaults: all.formats.find((format) => format.id === id)?.defaults ?? {},
    writes: all.model !== null,
  };
}

/** The file of a library's entry. */
export const address = (library, entry) => entry.url ?? `/api/${library}/${encodeURIComponent(entry.id)}`;
export const sentence = (voice) => `/api/voices/${encodeURIComponent(voice)}/preview`;

/** Whether somebody may take an entry away; what came with Kinoroute has no owner. */
export const isOwn = (entry, session) => entry.owner === session.owner || (session.admin && Boolean(entry.owner));
