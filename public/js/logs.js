// @ts-check
/**
 * The lines of a log follow what comes, as long as one looks at the end of them. Who scrolls up, or opens a line, is not
 * disturbed: new lines are counted on a button that leads back to the newest. A line opens in its place.
 */
/** Pixels from the end that still count as its end. */
const END_PX = 32;

let isPaused = false;
/** Lines that had arrived when it was paused; undefined until the first message tells. */
let pausedAt = 0;
let missed = 0;

const scroller = () => document.querySelector('[data-log-moves] [data-log-scroll]');
const arrived = () => Number(document.getElementById('log-status')?.dataset.arrived ?? 0);

/** @param {Element} element */
const isAtEnd = element => element.scrollHeight - element.scrollTop - element.clientHeight < END_PX;

function toEnd() {
  const element = scroller();
  if (element && !isPaused) element.scrollTop = element.scrollHeight;
}

function pause() {
  if (isPaused || !scroller()) return;
  isPaused = true;
  pausedAt = arrived();
  missed = 0;
  say('Following paused. New lines are counted.');
}

/** The section is fetched anew: what came meanwhile was not kept here. */
function resume() {
  isPaused = false;
  fetchAnew();
}

/** As if one had searched for the same again: the field asks with all that the form holds. */
function fetchAnew() {
  document.querySelector('#log-form [type="search"]')?.dispatchEvent(new Event('search', { bubbles: true }));
}

function showMissed() {
  const button = document.querySelector('[data-log-more]');
  if (!(button instanceof HTMLElement) || !button.lastChild) return;
  button.hidden = missed === 0;
  button.lastChild.textContent = missed === 1 ? '1 new line' : `${missed} new lines`;
}

/** @param {string} words */
function say(words) {
  const told = document.querySelector('[data-log-told]');
  if (told) told.textContent = words;
}

/** @param {HTMLElement} link */
async function toggleLine(link) {
  const row = link.closest('li');
  const opened = row?.nextElementSibling;
  const isOpen = opened?.classList.contains('log__detail');
  link.setAttribute('aria-expanded', String(!isOpen));
  if (isOpen) return opened?.remove();
  pause();
  const headers = { Accept: 'text/html', 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
  const response = await fetch(/** @type {HTMLAnchorElement} */ (link).href, { headers });
  if (response.ok) row?.insertAdjacentHTML('afterend', await response.text());
  else location.assign(/** @type {HTMLAnchorElement} */ (link).href);
}

/** A press on the histogram shows the time of that bar. @param {Element} chart @param {MouseEvent} event */
function showBar(chart, event) {
  if (!(chart instanceof SVGElement)) return;
  const { from, bucket, count } = chart.dataset;
  const { left, width } = chart.getBoundingClientRect();
  const index = Math.floor(((event.clientX - left) / width) * Number(count));
  const start = Number(from) + index * Number(bucket);
  const query = new URLSearchParams(location.search);
  for (const name of ['before', 'line', 'range']) query.delete(name);
  query.set('from', String(start));
  query.set('to', String(start + Number(bucket)));
  location.assign(`?${query}`);
}

document.addEventListener('htmx:sse:before:message', event => {
  const { message } = /** @type {CustomEvent} */ (event).detail;
  if (!isPaused || message.event) return;
  event.preventDefault();
  const count = /id="log-status" data-arrived="(\d+)"/.exec(message.data)?.[1];
  if (count === undefined) return;
  // A stream that began anew counts from its own beginning.
  if (Number(count) < pausedAt) pausedAt = 0;
  missed = Math.max(missed, Number(count) - pausedAt);
  showMissed();
});

document.addEventListener(
  'scroll',
  event => {
    const element = scroller();
    if (event.target !== element || !element) return;
    if (!isAtEnd(element)) pause();
    else if (isPaused && !document.querySelector('.log__detail')) resume();
  },
  { capture: true, passive: true },
);

document.addEventListener('click', event => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest('[data-log-more]')) return resume();
  const chart = event.target.closest('[data-histogram]');
  if (chart) return showBar(chart, event);
  const link = event.target.closest('a[data-line]');
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  void toggleLine(link);
});

document.addEventListener('change', event => {
  if (event.target instanceof Element && event.target.matches('.level__control')) fetchAnew();
});

const page = document.querySelector('.logs');
if (page) new MutationObserver(toEnd).observe(page, { childList: true, subtree: true });
document.querySelector('[aria-current="true"].log__here')?.scrollIntoView({ block: 'center' });
toEnd();
