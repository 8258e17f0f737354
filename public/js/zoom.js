// @ts-check
import { addressOf, allCharts, boxOf, chartAt, draw, overlay, shareOf, timeAt, timeWords } from './chart-time.js';

/**
 * Drag over a chart and let go: the page shows that time. It is an address of its own, so going back undoes it. A finger that goes sideways
 * reads values, too, so it marks the time and a button shows it; one that goes up or down scrolls. `zoomTo` is asked by the keyboard, too (`crosshair.js` tells it by a `zoom` event).
 */

/** Who moves less has clicked. */
const MIN_PIXELS = 5;
/** A finger that reads values trembles. */
const MIN_FINGER_PIXELS = 24;
/** A range is no shorter. */
const MIN_SPAN_MS = 1000;

/** @type {{ chart: import('./chart-time.js').Chart, startX: number, fromMs: number, toMs: number, isDragging: boolean, isFinger: boolean } | undefined} */
let drag;
/** What a finger has marked, until it is shown or something else is touched. @type {{ fromMs: number, toMs: number } | undefined} */
let marked;

const canZoom = () => document.querySelector('[data-range]') !== null;

/** The time between two moments over all charts. @param {number} fromMs @param {number} toMs */
function show(fromMs, toMs) {
  clear();
  const group = draw(overlay(), 'g', { class: 'zoom', 'data-zoom': '' });
  for (const chart of allCharts()) {
    const { left, top, width, height } = boxOf(chart);
    const [start, end] = [fromMs, toMs].map(atMs => shareOf(chart, atMs));
    if (start === undefined || end === undefined) continue;
    const x = left + scrollX + start * width;
    draw(group, 'rect', { class: 'zoom__time', x, y: top + scrollY, width: (end - start) * width, height });
  }
}

function clear() {
  document.querySelector('[data-zoom]')?.remove();
}

/** A button for what a finger has marked. @param {import('./chart-time.js').Chart} chart @param {number} fromMs @param {number} toMs */
function offer(chart, fromMs, toMs) {
  marked = { fromMs, toMs };
  show(fromMs, toMs);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--solid zoom-offer';
  button.dataset.zoomOffer = '';
  button.textContent = `Show ${timeWords(chart, fromMs)} to ${timeWords(chart, toMs)}`;
  button.addEventListener('click', () => zoomTo(fromMs, toMs));
  document.body.append(button);
}

function withdraw() {
  if (marked) clear();
  marked = undefined;
  document.querySelector('[data-zoom-offer]')?.remove();
}

/** @param {number} fromMs @param {number} toMs */
function zoomTo(fromMs, toMs) {
  const middle = (fromMs + toMs) / 2;
  const half = Math.max(toMs - fromMs, MIN_SPAN_MS) / 2;
  location.assign(addressOf(middle - half, middle + half));
}

document.addEventListener('pointerdown', event => {
  if (event.target instanceof Element && event.target.closest('[data-zoom-offer]')) return;
  withdraw();
  const chart = event.button === 0 && event.isPrimary && canZoom() ? chartAt(event.target) : undefined;
  if (!chart) return;
  const atMs = timeAt(chart, event.clientX);
  const isFinger = event.pointerType === 'touch';
  drag = { chart, startX: event.clientX, fromMs: atMs, toMs: atMs, isDragging: false, isFinger };
  // Dragging over a chart marks no text.
  if (!isFinger) event.preventDefault();
});

document.addEventListener('pointermove', event => {
  if (!drag) return;
  drag.isDragging ||= Math.abs(event.clientX - drag.startX) >= (drag.isFinger ? MIN_FINGER_PIXELS : MIN_PIXELS);
  if (!drag.isDragging) return;
  // The chart moves on meanwhile; the moment at which the drag began stays.
  const chart = chartAt(drag.chart.svg) ?? drag.chart;
  drag.toMs = timeAt(chart, event.clientX);
  show(Math.min(drag.fromMs, drag.toMs), Math.max(drag.fromMs, drag.toMs));
});

document.addEventListener('pointerup', () => {
  const ended = drag;
  drag = undefined;
  clear();
  if (!ended?.isDragging) return;
  const [fromMs, toMs] = [Math.min(ended.fromMs, ended.toMs), Math.max(ended.fromMs, ended.toMs)];
  if (ended.isFinger) offer(ended.chart, fromMs, toMs);
  else zoomTo(fromMs, toMs);
});

for (const name of ['pointercancel', 'blur'])
  addEventListener(name, () => {
    drag = undefined;
    clear();
  });

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !(drag || marked)) return;
  withdraw();
  drag = undefined;
  clear();
});

document.addEventListener('chart-selection', event => {
  const { fromMs, toMs, isDone } = /** @type {CustomEvent} */ (event).detail;
  if (!canZoom() || fromMs === toMs) return clear();
  if (isDone) zoomTo(fromMs, toMs);
  else show(fromMs, toMs);
});

// The charts move on below what is marked.
document.addEventListener('htmx:sse:after:message', () => marked && show(marked.fromMs, marked.toMs));
addEventListener('pageshow', () => {
  withdraw();
  clear();
});
