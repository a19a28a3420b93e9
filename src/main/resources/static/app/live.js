// What happens to videos while the page is open: by server-sent events, else by asking now and then.

import { get } from './api.js';
import { isOver } from './format.js';

const POLL = 3000;
const PATIENCE = 6000;

/**
 * Listens to all videos. Where events do not come through, calls `poll` every few seconds instead.
 *
 * @returns a function that ends it
 */
export function listen({ path = '/api/events', video = () => {}, deleted = () => {}, poll = () => {}, state = () => {} }) {
  let source = null;
  let timer = null;
  let patience = null;
  let again = null;
  let ended = false;

  function startPolling() {
    if (!ended && timer === null) {
      state('polling');
      timer = setInterval(() => document.visibilityState === 'visible' && poll(), POLL);
      poll();
    }
  }

  function stopPolling() {
    clearInterval(timer);
    timer = null;
  }

  function open() {
    if (ended) {
      return;
    }
    source = new EventSource(path);
    clearTimeout(patience);
    patience = setTimeout(startPolling, PATIENCE);
    let opened = false;
    source.addEventListener('open', () => {
      opened = true;
      clearTimeout(patience);
      const missed = timer !== null;
      stopPolling();
      state('live');
      if (missed) {
        poll();
      }
    });
    source.addEventListener('video', (event) => video(JSON.parse(event.data), event.lastEventId));
    source.addEventListener('deleted', (event) => deleted(JSON.parse(event.data).id));
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED && opened) {
        return; // The browser connects anew by itself, with the id of the last event.
      }
      if (source.readyState === EventSource.CLOSED) {
        startPolling();
        clearTimeout(again);
        again = setTimeout(open, 4 * POLL);
      }
    });
  }

  open();
  return () => {
    ended = true;
    source?.close();
    stopPolling();
    clearTimeout(patience);
    clearTimeout(again);
  };
}

/** Follows one video until it is over; `changed` gets its full record. */
export function follow(id, changed, happened = () => {}, gone = () => {}) {
  const refresh = async () => {
    try {
      const record = await get(`/api/videos/${id}`);
      changed(record);
      if (isOver(record)) {
        end();
      }
    } catch (error) {
      if (error.status === 404) {
        end();
        gone();
      }
    }
  };
  const end = listen({
    path: `/api/videos/${id}/events`,
    video: (record) => {
      if (record.id !== id) {
        return;
      }
      happened(record);
      if (isOver(record)) {
        end(); // The stream ends here; without this the browser would open it again and again.
        refresh();
      } else {
        changed(record);
      }
    },
    deleted: () => {
      end();
      gone();
    },
    poll: refresh,
  });
  return end;
}
