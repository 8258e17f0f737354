// @ts-check
import { cellsAt } from './cell-values.js';
import { allCharts, boxOf, chartAt, draw, overlay, placeOf, stepAt, timeAt, timeWords } from './chart-time.js';
import { HEIGHT, readingsAt } from './chart-values.js';

/**
 * One moment over all charts of the page: a line in each, and the values of that moment in the legends. It follows the pointer, a finger
 * and, on the control it puts before the panels, the arrow keys.
 */

/** Readings that a reader hears of one moment. */
const MAX_TOLD = 12;
const PAGE_STEPS = 10;

/** @typedef {import('./chart-time.js').Chart} Chart */
/** @typedef {{ atMs: number, clientX?: number, clientY?: number, chart?: Element }} Place */
/** @type {Place | undefined} */
let place;
/** Where the selection began that Shift and arrows make. @type {number | undefined} */
let anchorMs;
let isDrawing = false;

/** @param {Place | undefined} next */
function moveTo(next) {
  place = next;
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    drawNow();
  });
}

function drawNow() {
  document.querySelector('[data-crosshair]')?.remove();
  for (const read of document.querySelectorAll('[data-read]')) read.removeAttribute('data-read');
  if (!place) return;
  // What is pointed at stays below the pointer, though time moves on.
  const pointed = place.chart && chartAt(place.chart);
  if (pointed && place.clientX !== undefined) place.atMs = timeAt(pointed, place.clientX);
  const group = draw(overlay(), 'g', { class: 'crosshair', 'data-crosshair': '' });
  for (const chart of allCharts()) drawIn(group, chart, place.atMs);
}

/** @param {SVGElement} group @param {Chart} chart @param {number} atMs */
function drawIn(group, chart, atMs) {
  const step = stepAt(chart, atMs);
  if (step === undefined) return;
  const { left, top, width, height } = boxOf(chart);
  const x = left + scrollX + placeOf(chart, step) * width;
  const y = top + scrollY;
  draw(group, 'line', { class: 'crosshair__line', x1: x, x2: x, y1: y, y2: y + height });
  for (const { item, name, text, at, className } of readings(chart, step)) {
    item?.setAttribute('data-read', item.matches('.heat__read') ? `${name} ${text}` : text);
    if (at !== undefined)
      draw(group, 'circle', { class: `crosshair__dot ${className}`, cx: x, cy: y + (at / HEIGHT) * height, r: 3 });
  }
  drawFlag(group, timeWords(chart, chart.fromMs + step * chart.stepMs), {
    x,
    y: y + height,
    left: left + scrollX,
    width,
  });
}

/** @param {Chart} chart @param {number} step @returns {import('./chart-values.js').Reading[]} */
function readings(chart, step) {
  const isPointed = place?.chart === chart.svg;
  return chart.isCells ? cellsAt(chart, step, isPointed ? place?.clientY : undefined) : readingsAt(chart, step);
}

/** The time below the line, within the chart. @param {SVGElement} group @param {string} words @param {Record<'x' | 'y' | 'left' | 'width', number>} place */
function drawFlag(group, words, { x, y, left, width }) {
  const pole = draw(group, 'rect', { class: 'crosshair__pole', y: y + 1, height: 17, rx: 2 });
  const text = draw(group, 'text', { class: 'crosshair__flag', y: y + 13, 'text-anchor': 'middle' });
  text.textContent = words;
  const half = /** @type {SVGTextElement} */ (text).getComputedTextLength() / 2 + 5;
  const middle = Math.min(Math.max(x, left + half), left + width - half);
  text.setAttribute('x', String(middle));
  pole.setAttribute('x', String(middle - half));
  pole.setAttribute('width', String(2 * half));
}

document.addEventListener('pointermove', event => {
  const chart = chartAt(event.target);
  if (chart)
    moveTo({ atMs: timeAt(chart, event.clientX), clientX: event.clientX, clientY: event.clientY, chart: chart.svg });
  else if (place?.chart && event.pointerType !== 'touch') moveTo(undefined);
});
document.addEventListener('pointerdown', event => {
  const chart = event.pointerType === 'touch' ? chartAt(event.target) : undefined;
  if (chart)
    moveTo({ atMs: timeAt(chart, event.clientX), clientX: event.clientX, clientY: event.clientY, chart: chart.svg });
  else if (event.pointerType === 'touch' && place) moveTo(undefined);
});
document.documentElement.addEventListener('pointerleave', event => {
  if (event.pointerType !== 'touch' && place?.chart) moveTo(undefined);
});
for (const name of ['htmx:after:swap', 'htmx:sse:after:message', 'scroll'])
  document.addEventListener(name, () => place && drawNow(), { capture: true, passive: true });
// Where nothing has been drawn yet there is nothing to read.
for (const name of ['htmx:after:swap', 'htmx:sse:after:message']) document.addEventListener(name, putControl);
addEventListener('resize', () => place && moveTo(place));

/** The control for the keyboard stands before the panels, where no swap reaches it. */
function putControl() {
  const cloth = document.querySelector('#cloth');
  if (!cloth || document.querySelector('[data-moment]') || allCharts().length === 0) return;
  const control = document.createElement('div');
  control.className = 'moment';
  control.tabIndex = 0;
  control.dataset.moment = '';
  control.setAttribute('role', 'slider');
  control.setAttribute('aria-label', 'Moment at which the charts are read');
  control.textContent = 'Read the charts: ← → move, Shift marks a time, Enter shows it, Escape ends';
  cloth.before(control);
  sayMoment(control);
  control.addEventListener('focus', () => {
    const first = allCharts()[0];
    if (first && !place) moveTo({ atMs: first.fromMs + first.stepMs * (first.count - 1) });
    sayMoment(control);
  });
  control.addEventListener('blur', () => {
    select(false);
    anchorMs = undefined;
    if (!place?.chart) moveTo(undefined);
  });
  control.addEventListener('keydown', event => move(control, event));
}

/** @param {HTMLElement} control @param {KeyboardEvent} event */
function move(control, event) {
  const charts = allCharts();
  const finest = charts.reduce((a, b) => (b.stepMs < a.stepMs ? b : a), /** @type {Chart} */ (charts[0]));
  if (!finest) return;
  if (event.key === 'Enter' && anchorMs !== undefined) return select(true);
  if (event.key === 'Escape') {
    anchorMs = undefined;
    select(false);
    return control.blur();
  }
  const last = finest.count - 1;
  const now = Math.round(((place?.atMs ?? Number.POSITIVE_INFINITY) - finest.fromMs) / finest.stepMs);
  const from = Math.min(last, Math.max(0, now));
  const next = {
    ...{ ArrowLeft: from - 1, ArrowDown: from - 1, ArrowRight: from + 1, ArrowUp: from + 1, Home: 0, End: last },
    ...{ PageDown: from - PAGE_STEPS, PageUp: from + PAGE_STEPS },
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  if (event.shiftKey) anchorMs ??= finest.fromMs + from * finest.stepMs;
  else anchorMs = undefined;
  place = { atMs: finest.fromMs + Math.min(last, Math.max(0, next)) * finest.stepMs };
  drawNow();
  select(false);
  sayMoment(control);
}

/** Tells what is marked; `isDone`: it is to be shown. @param {boolean} isDone */
function select(isDone) {
  const [a, b] = [anchorMs ?? 0, anchorMs === undefined ? 0 : (place?.atMs ?? 0)];
  const detail = { fromMs: Math.min(a, b), toMs: Math.max(a, b), isDone };
  document.dispatchEvent(new CustomEvent('chart-selection', { detail }));
}

/** What a reader hears: the time, and the values at it. @param {HTMLElement} control */
function sayMoment(control) {
  const charts = allCharts();
  const [first] = charts;
  if (!first) return;
  const atMs = place?.atMs ?? first.fromMs + first.stepMs * (first.count - 1);
  const told = charts.flatMap(chart => {
    const step = stepAt(chart, atMs);
    if (step === undefined) return [];
    const title = chart.svg.closest('.panel')?.querySelector('.panel__title')?.textContent?.trim() ?? '';
    return readings(chart, step).map(({ name, text }) => [title, name, text].filter(Boolean).join(' '));
  });
  const more = told.length > MAX_TOLD ? `, and ${told.length - MAX_TOLD} more` : '';
  control.setAttribute('aria-valuemin', String(first.fromMs));
  control.setAttribute('aria-valuemax', String(first.fromMs + first.stepMs * (first.count - 1)));
  control.setAttribute('aria-valuenow', String(Math.round(atMs)));
  control.setAttribute('aria-valuetext', `${timeWords(first, atMs)}: ${told.slice(0, MAX_TOLD).join(', ')}${more}`);
}

putControl();
