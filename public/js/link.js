// @ts-check
import { announce, read } from './announce.js';
import { takeSeat } from './seats.js';
import { isUnseen } from './unseen.js';

/**
 * Watches the page's live stream and says what it is worth: live, lost since when, back.
 * The stream beats every 2 to 3 s; a page says within 5 s that its link is lost, even on a half-open socket.
 */
const SILENT_MS = 4500;
/** A stream that ended is opened again at once; only when that takes longer is it called lost. */
const REOPEN_MS = 2000;
const CHECK_MS = 250;
/** How long a page says that it was without its link. */
const BACK_MS = 3000;
const WAITING =
  'Not live: other pages of this browser are, and over HTTP/1.1 it can keep no more. Close one, or use https.';

const root = document.documentElement;
const state = document.querySelector('.link-state');
const word = document.querySelector('[data-link-word]');
const clock = document.querySelector('.link-state__time');
const since = document.querySelector('[data-link-since]');
const liveWord = word?.textContent ?? 'Live';

/** @typedef {{ reader?: { cancel(): void } | null, abortController?: AbortController, delayCanceller?: (() => void) | null, cancelled?: boolean,
 *   config: { reconnectDelay: number } }} Connection */
/** @type {Connection | undefined} */
let connection;
let ownDelayMs = 0;
/** Streams that were opened since something was heard. */
let mute = 0;
let heardAt = Date.now();
let lostAt = heardAt + SILENT_MS;
let isEnded = false;
/** Other pages of this browser hold all connections that it has. */
let isWaiting = false;
/** What somebody who hears the page was told of its link last. @type {string} */
let toldLink = 'live';
/** The page was hidden and is in view again: it waits for nothing. */
let isSeenAgain = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;

/** @param {number} atMs */
const time = atMs =>
  new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

/** @param {'live' | 'lost' | 'ended' | 'waiting'} link @param {string} text */
function show(link, text) {
  if (root.dataset.link === link) return;
  clearTimeout(settling);
  root.dataset.link = link;
  if (state instanceof HTMLElement) state.dataset.link = link === 'live' ? 'live' : 'lost';
  if (word) word.textContent = text;
  announce('link', tell);
}

/** The words as they are by then: a link that was lost and is back meanwhile is not worth a word. */
function tell() {
  const { link = 'live' } = root.dataset;
  if (link === toldLink) return false;
  toldLink = link;
  read(`${word?.textContent ?? ''} ${link === 'lost' ? (clock?.textContent ?? '') : ''}`.trim());
  return true;
}

function heard() {
  if (isWaiting) return;
  isSeenAgain = false;
  mute = 0;
  if (connection) connection.config.reconnectDelay = ownDelayMs;
  heardAt = Date.now();
  lostAt = heardAt + SILENT_MS;
  if (clock) clock.textContent = time(heardAt);
  if (since) since.textContent = time(heardAt);
  if (root.dataset.link === 'lost') sayBack();
  else show('live', liveWord);
}

function sayBack() {
  show('live', 'Live again');
  settling = setTimeout(() => {
    if (word) word.textContent = liveWord;
  }, BACK_MS);
}

function check() {
  if (isUnseen() || isEnded || isWaiting || Date.now() < lostAt) return;
  show('lost', 'Link lost, values as of');
  // A half-open socket never ends by itself; cancelling makes hx-sse connect anew.
  connection?.reader?.cancel();
}

/** Listens on the document, because a page may swap its stream for another one. @param {string} name @param {(detail: any, event: Event) => void} react */
function on(name, react) {
  document.addEventListener(name, event => {
    if (event.target instanceof Element && event.target.matches('[data-live]'))
      react(/** @type {CustomEvent} */ (event).detail, event);
  });
}

/** Opens the stream where none is open. */
function open() {
  document.querySelector('[data-live]')?.dispatchEvent(new Event('seen'));
}

if (document.querySelector('[data-live]')) {
  on('htmx:sse:after:connection', detail => {
    connection = detail.connection;
    // A server that stops tells each page another time to come back after; that counts once.
    ownDelayMs ||= detail.connection.config.reconnectDelay;
    // hx-sse takes any answer for a stream, a page to sign in too: who says nothing is asked less and less often.
    detail.connection.config.reconnectDelay = ownDelayMs * 2 ** mute++;
  });
  on('htmx:sse:before:message', heard);
  on('htmx:sse:before:connection', ({ connection: next }) => {
    lostAt = Math.min(lostAt, Date.now() + REOPEN_MS);
    next.cancelled = isWaiting;
    // The delay is for servers that come back.
    if (isSeenAgain) queueMicrotask(() => next.delayCanceller?.());
    isSeenAgain = false;
  });
  // A page that nobody sees takes no connection from those that are seen: a browser may have six in all.
  on('htmx:before:request', (_, event) => {
    if (isUnseen() || isWaiting) event.preventDefault();
  });
  takeSeat({
    onChange(mustWait) {
      isWaiting = mustWait;
      lostAt = Date.now() + SILENT_MS;
      if (isWaiting) {
        show('waiting', WAITING);
        connection?.reader?.cancel();
      } else open();
    },
  });
  // A message that cannot be swapped leaves its stream open; without this each one would leave another.
  on('htmx:sse:error', detail => detail.connection?.abortController?.abort());
  on('htmx:sse:after:message', detail => {
    if (detail.message.event || !(state instanceof HTMLElement)) return;
    state.dataset.tick = state.dataset.tick === '0' ? '1' : '0';
  });
  // The server ends this stream for good: signed out, right withdrawn, or too many open. It says where to go or why.
  on('gone', detail => {
    isEnded = true;
    const { href, reason } = JSON.parse(detail.data);
    if (href) location.assign(href);
    else show('ended', reason);
  });
  document.addEventListener('visibilitychange', () => {
    lostAt = Date.now() + SILENT_MS;
    isSeenAgain = !isUnseen();
    if (isSeenAgain) open();
  });
  // A page taken out of the back/forward cache has a dead stream that does not know it.
  addEventListener('pageshow', event => {
    if (event.persisted) connection?.reader?.cancel();
  });
  setInterval(check, CHECK_MS);
}
