// @ts-check
import { addressOf, allCharts, chartAt, draw, overlay, shareOf, timeAt } from './chart-time.js';

/**
 * Drag over a chart and let go: the page shows that time. It is an address of its own, so going back undoes it. A finger scrolls
 * and reads values instead. `zoomTo` is asked by the keyboard, too (`crosshair.js` tells it by a `zoom` event).
 */

/** Who moves less has clicked. */
const MIN_PIXELS = 5;
/** A range is no shorter. */
const MIN_SPAN_MS = 1000;

/** @type {{ chart: import('./chart-time.js').Chart, startX: number, fromMs: number, toMs: number, isDragging: boolean } | undefined} */
let drag;

const canZoom = () => document.querySelector('[data-range]') !== null;

/** The time between two moments over all charts. @param {number} fromMs @param {number} toMs */
function show(fromMs, toMs) {
  clear();
  const group = draw(overlay(), 'g', { class: 'zoom', 'data-zoom': '' });
  for (const chart of allCharts()) {
    const { left, top, width, height } = chart.svg.getBoundingClientRect();
    const [start, end] = [fromMs, toMs].map(atMs => shareOf(chart, atMs));
    if (start === undefined || end === undefined) continue;
    const x = left + scrollX + start * width;
    draw(group, 'rect', { class: 'zoom__time', x, y: top + scrollY, width: (end - start) * width, height });
  }
}

function clear() {
  document.querySelector('[data-zoom]')?.remove();
}

/** @param {number} fromMs @param {number} toMs */
function zoomTo(fromMs, toMs) {
  const middle = (fromMs + toMs) / 2;
  const half = Math.max(toMs - fromMs, MIN_SPAN_MS) / 2;
  location.assign(addressOf(middle - half, middle + half));
}

document.addEventListener('pointerdown', event => {
  const chart = event.button === 0 && event.pointerType !== 'touch' && canZoom() ? chartAt(event.target) : undefined;
  if (!chart) return;
  const atMs = timeAt(chart, event.clientX);
  drag = { chart, startX: event.clientX, fromMs: atMs, toMs: atMs, isDragging: false };
  // Dragging over a chart marks no text.
  event.preventDefault();
});

document.addEventListener('pointermove', event => {
  if (!drag) return;
  drag.isDragging ||= Math.abs(event.clientX - drag.startX) >= MIN_PIXELS;
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
  if (ended?.isDragging) zoomTo(Math.min(ended.fromMs, ended.toMs), Math.max(ended.fromMs, ended.toMs));
});

for (const name of ['pointercancel', 'blur'])
  addEventListener(name, () => {
    drag = undefined;
    clear();
  });

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !drag) return;
  drag = undefined;
  clear();
});

document.addEventListener('chart-selection', event => {
  const { fromMs, toMs, isDone } = /** @type {CustomEvent} */ (event).detail;
  if (!canZoom() || fromMs === toMs) return clear();
  if (isDone) zoomTo(fromMs, toMs);
  else show(fromMs, toMs);
});

addEventListener('pageshow', clear);
