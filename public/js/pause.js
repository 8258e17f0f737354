// @ts-check
/**
 * The page stands still while somebody reads it: a press on `data-pause`, or its key. What comes meanwhile is counted and not kept;
 * who goes on gets everything as it is then, by a snapshot, so there is never a gap.
 */

/** @typedef {{ reader?: { cancel(): void } | null, lastEventId?: string, delayCanceller?: (() => void) | null }} Connection */
/** @type {Connection | undefined} */
let connection;
let pausedAt = '';
let waiting = 0;
let isResuming = false;

const button = () => document.querySelector('[data-pause]');
const isPaused = () => pausedAt !== '';

function show() {
  const found = button();
  found?.setAttribute('aria-pressed', String(isPaused()));
  const word = found?.querySelector('[data-pause-word]');
  if (word) word.textContent = isPaused() ? 'Go on' : 'Pause';
  const state = document.querySelector('[data-paused]');
  if (state) state.textContent = isPaused() ? `Paused at ${pausedAt}` : '';
  showWaiting();
  document.documentElement.toggleAttribute('data-is-paused', isPaused());
}

function showWaiting() {
  const count = document.querySelector('[data-paused-count]');
  if (count) count.textContent = isPaused() ? `, ${waiting} ${waiting === 1 ? 'change' : 'changes'} waiting` : '';
}

function pause() {
  const timeZone = document.querySelector('[data-zone]')?.getAttribute('data-zone') ?? undefined;
  pausedAt = new Date().toLocaleTimeString('en-GB', { hourCycle: 'h23', timeZone });
  waiting = 0;
  show();
}

/** An id that no server gave gets a snapshot. */
function resume() {
  pausedAt = '';
  show();
  if (!connection) return;
  isResuming = true;
  connection.lastEventId = 'paused';
  connection.reader?.cancel();
}

const toggle = () => (isPaused() ? resume() : pause());

document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-pause]')) toggle();
});

document.addEventListener('htmx:sse:before:connection', event => {
  const { connection: next } = /** @type {CustomEvent} */ (event).detail;
  connection = next;
  if (isResuming) queueMicrotask(() => next.delayCanceller?.());
  isResuming = false;
});
document.addEventListener('htmx:sse:after:connection', event => {
  connection = /** @type {CustomEvent} */ (event).detail.connection;
});
document.addEventListener('htmx:sse:before:message', event => {
  const { message } = /** @type {CustomEvent} */ (event).detail;
  if (!isPaused() || message.event) return;
  event.preventDefault();
  waiting += message.data.split('<hx-partial').length - 1;
  showWaiting();
});

export {};
