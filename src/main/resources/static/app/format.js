// Numbers, times and words, as people read them where they are.

const here = navigator.language || 'en';
const moments = new Intl.DateTimeFormat(here, { dateStyle: 'medium', timeStyle: 'short' });
const clocks = new Intl.DateTimeFormat(here, { timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const whole = new Intl.NumberFormat(here, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(here, { maximumFractionDigits: 1 });

export const moment = (iso) => (iso ? moments.format(new Date(iso)) : '');
export const clock = (iso) => clocks.format(iso ? new Date(iso) : new Date());
export const number = (value) => whole.format(value);
export const percent = (value) => `${Math.floor(Number(value) || 0)} %`;

/** How long ago. */
export function ago(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1000;
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) {
      return Math.abs(seconds) > 7 * 86400 ? moments.format(new Date(iso)) : relative.format(Math.round(seconds / size), unit);
    }
  }
  return 'just now';
}

/** The length of a video: 1:05. */
export function length(seconds) {
  const all = Math.round(seconds);
  const minutes = Math.floor(all / 60);
  return minutes >= 60
    ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(all % 60)}`
    : `${minutes}:${two(all % 60)}`;
}

const two = (value) => String(value).padStart(2, '0');

/** A span of time in words: 3.2 s, 4 min. */
export function span(seconds) {
  if (seconds < 60) {
    return `${short.format(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${short.format(seconds / 3600)} h`;
}

export function left(seconds) {
  return seconds === null || seconds === undefined ? '' : `about ${span(Math.max(1, Math.round(seconds)))} left`;
}

export function money(value, currency) {
  const amount = Number(value) || 0;
  try {
    return new Intl.NumberFormat(here, {
      style: 'currency',
      currency: currency || 'USD',
      maximumFractionDigits: amount !== 0 && Math.abs(amount) < 0.1 ? 4 : 2,
    }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

export function bytes(size) {
  const step = size < 1024 * 1024 ? [1024, 'KB'] : [1024 * 1024, 'MB'];
  return `${short.format(size / step[0])} ${step[1]}`;
}

/** The name of a language, of its tag. */
export function language(tag) {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag);
  } catch {
    return tag;
  }
}

/** "warm-lofi" reads "Warm lofi". */
export function words(name) {
  const text = String(name ?? '').replace(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const STAGES = {
  queued: 'Waiting for its turn',
  script: 'Writing the script',
  scenes: 'Splitting into scenes',
  visuals: 'Drawing the pictures',
  visual: 'Drawing the pictures',
  voices: 'Recording the voices',
  voice: 'Recording the voices',
  jobber: 'Recording the voices',
  assembly: 'Putting it together',
  compose: 'Composing the video',
  captions: 'Making the captions',
  upload: 'Storing the result',
};

export const stage = (name) => (name ? STAGES[name] || words(name) : 'Waiting');

export const STATUSES = {
  pending: { name: 'Waiting', kind: '', icon: 'clock' },
  processing: { name: 'In the making', kind: 'busy', icon: 'spark' },
  completed: { name: 'Done', kind: 'good', icon: 'check' },
  failed: { name: 'Failed', kind: 'bad', icon: 'alert' },
};

/** What a video's status is called; a cancelled one is no failure to its maker. */
export function status(video) {
  if (video.status === 'failed' && video.error_code === 'cancelled') {
    return { name: 'Cancelled', kind: '', icon: 'stop' };
  }
  return STATUSES[video.status] || { name: words(video.status), kind: '', icon: 'clock' };
}

export const isOver = (video) => video.status === 'completed' || video.status === 'failed';

export const FORMATS = {
  chat: { name: 'Chat', icon: 'chat', tells: 'A conversation that types itself, every message spoken.' },
  explainer: { name: 'Explainer', icon: 'board', tells: 'A text, told with slides, diagrams, charts and code.' },
  product: { name: 'Product', icon: 'bag', tells: 'Your photos in motion, a voice and a price: an ad in 15 seconds.' },
  story: { name: 'Story', icon: 'book', tells: 'One voice, and a picture for each part of the tale.' },
};

export const format = (name) => FORMATS[name] || { name: words(name), icon: 'film', tells: '' };
