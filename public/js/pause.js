// @ts-check
/**
 * The page stands still while somebody reads it: a press on `data-pause`, or its key. What comes meanwhile is counted - each update of the
 * page, and the panels that it drew anew - and not kept;
 * who goes on gets everything as it is then, by a snapshot, so there is never a gap.
 */

/** @typedef {{ reader?: { cancel(): void } | null, lastEventId?: string, delayCanceller?: (() => void) | null }} Connection */
/** @type {Connection | undefined} */
let connection;
let pausedAt = '';
/** Updates of the page that were not shown. */
let updates = 0;
/** What they would have drawn anew, each of them once. @type {Set<string>} */
const changed = new Set();
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
  if (!count) return;
  const panels = [...changed].filter(id => id.startsWith('panel-')).length;
  const of = panels > 0 ? ` of ${panels} ${panels === 1 ? 'panel' : 'panels'}` : '';
  count.textContent =
    isPaused() && updates > 0 ? `, ${updates} ${updates === 1 ? 'update' : 'updates'}${of} since` : '';
}

function pause() {
  const timeZone = document.querySelector('[data-zone]')?.getAttribute('data-zone') ?? undefined;
  pausedAt = new Date().toLocaleTimeString('en-GB', { hourCycle: 'h23', timeZone });
  updates = 0;
  changed.clear();
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
  const ids = Array.from(message.data.matchAll(/<hx-partial hx-target="#([^"]+)"/g), ([, id = '']) => id);
  if (ids.length === 0) return;
  updates++;
  for (const id of ids) changed.add(id);
  showWaiting();
});

export {};
