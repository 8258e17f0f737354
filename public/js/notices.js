// @ts-check
import { announce } from './announce.js';

/**
 * Says new events on an open page: a line at the foot of it for six seconds, one at a time, and no more than one in ten
 * seconds; what comes meanwhile is counted. How loud an event must be is chosen on the page of events, for this browser.
 */
const SHOWN_MS = 6000;
/** A stream that was away for longer brings old news. */
const OLD_MS = 30_000;
const NOTICES_KEY = 'telltale-notices';
const DEFAULT_LEAST = 3;

/** @typedef {{ topic: string, title: string, message: string, priority: number, atMs: number, href: string, count: number }} Notice */

const place = document.getElementById('toasts');
/** @type {Notice | undefined} */
let waiting;
let waitingCount = 0;

function least() {
  return Number(localStorage.getItem(NOTICES_KEY) ?? DEFAULT_LEAST);
}

document.addEventListener('notice', event => {
  const { data } = /** @type {CustomEvent} */ (event).detail;
  /** @type {Notice} */
  const notice = JSON.parse(data);
  if (notice.priority < least() || Date.now() - notice.atMs > OLD_MS) return;
  if (!waiting || notice.priority >= waiting.priority) waiting = notice;
  waitingCount += notice.count;
  announce('event', say);
});

function say() {
  if (!waiting || !place) return false;
  // What was just done, with its undo, goes before; the event stays in the list of events.
  if (place.querySelector('.toast form')) {
    announce('event', say);
    return true;
  }
  const toast = draw(waiting, waitingCount);
  place.replaceChildren(toast);
  waiting = undefined;
  waitingCount = 0;
  setTimeout(() => {
    if (!toast.matches(':hover, :focus-within')) toast.remove();
  }, SHOWN_MS);
  return true;
}

/** @param {Notice} notice @param {number} count */
function draw({ topic, title, message, href, priority }, count) {
  const toast = document.createElement('div');
  toast.className = 'toast toast--event';
  const words = document.createElement('span');
  words.className = 'toast__words';
  const strong = document.createElement('b');
  strong.textContent = priority > 3 ? `${topic} (${priority === 5 ? 'max' : 'high'} priority)` : topic;
  words.append(strong, ` ${title === '' ? message : title}`);
  const link = document.createElement('a');
  link.className = 'link';
  link.href = href;
  link.textContent = count > 1 ? `Look, and at ${count - 1} more` : 'Look';
  toast.append(words, link);
  return toast;
}

const choice = document.querySelector('[data-notice-choice]');
if (choice instanceof HTMLElement) {
  choice.hidden = false;
  document.querySelector('[data-notice-none]')?.remove();
  for (const control of choice.querySelectorAll('input')) {
    control.checked = Number(control.value) === least();
    control.addEventListener('change', () => localStorage.setItem(NOTICES_KEY, control.value));
  }
}
