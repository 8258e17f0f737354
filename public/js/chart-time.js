// @ts-check
/**
 * What the charts of a page say of their time: `data-from`, `data-step` (milliseconds) and `data-count` on the drawing; `data-cells`, where each
 * step is as wide as the others, as in timelines and heatmaps, and not a point.
 *
 * @typedef {{ svg: Element, fromMs: number, stepMs: number, count: number, isCells: boolean }} Chart
 */

/** The chart in which an event happened. @param {EventTarget | null} target @returns {Chart | undefined} */
export function chartAt(target) {
  const plot = target instanceof Element ? target.closest('.plot, .lanes__list') : null;
  return readChart(plot?.matches('.lanes__list') ? plot : (plot?.querySelector('.chart[data-from]') ?? null));
}

/** All charts of the page with a time, in their order. */
export function allCharts() {
  return [...document.querySelectorAll('.chart[data-from], .lanes__list[data-from]')].flatMap(
    svg => readChart(svg) ?? [],
  );
}

/** @param {Element | null} svg @returns {Chart | undefined} */
function readChart(svg) {
  if (!(svg instanceof SVGElement || svg instanceof HTMLElement)) return undefined;
  const { from, step, count, cells } = svg.dataset;
  return { svg, fromMs: Number(from), stepMs: Number(step), count: Number(count), isCells: cells !== undefined };
}

/** Where time is drawn: of lanes, beside their names. @param {Chart} chart */
export function boxOf({ svg }) {
  const { left, top, width, height } = svg.getBoundingClientRect();
  const axis = svg.querySelector('.lanes__times')?.getBoundingClientRect();
  return axis ? { left: axis.left, width: axis.width, top, height: axis.top - top } : { left, top, width, height };
}

/** The step at a moment; undefined: outside. @param {Chart} chart @param {number} atMs */
export function stepAt(chart, atMs) {
  const step = Math.round((atMs - chart.fromMs) / chart.stepMs);
  return step >= 0 && step < chart.count ? step : undefined;
}

/** Where a step lies, 0 to 1. @param {Chart} chart @param {number} step */
export function placeOf({ count, isCells }, step) {
  return isCells ? (step + 0.5) / count : step / (count - 1);
}

/** The moment below a place on the screen, within the chart. @param {Chart} chart @param {number} clientX */
export function timeAt(chart, clientX) {
  const { fromMs, stepMs, count, isCells } = chart;
  const { left, width } = boxOf(chart);
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  const steps = isCells ? Math.min(count - 1, Math.max(0, share * count - 0.5)) : share * (count - 1);
  return fromMs + steps * stepMs;
}

/** Where a moment lies in a chart, 0 to 1; undefined: outside. @param {Chart} chart @param {number} atMs */
export function shareOf({ fromMs, stepMs, count }, atMs) {
  const share = (atMs - fromMs) / (stepMs * (count - 1));
  return share >= 0 && share <= 1 ? share : undefined;
}

/** A moment in the words of a chart, in the zone of the page. @param {Chart} chart @param {number} atMs */
export function timeWords({ stepMs, count }, atMs) {
  const isLong = stepMs * count > 86_400_000;
  const zone = document.querySelector('[data-zone]')?.getAttribute('data-zone') ?? undefined;
  return new Date(atMs).toLocaleString('en-GB', {
    ...(isLong && { day: 'numeric', month: 'short' }),
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
    ...(stepMs < 60_000 && { second: '2-digit' }),
  });
}

/** The address of this page for another time. @param {number} fromMs @param {number} toMs */
export function addressOf(fromMs, toMs) {
  const url = new URL(location.href);
  url.searchParams.delete('range');
  url.searchParams.set('from', String(Math.round(fromMs)));
  url.searchParams.set('to', String(Math.round(toMs)));
  return url.href;
}

/** A layer over the page for what scripts draw, which no swap of the page touches. @returns {SVGSVGElement} */
export function overlay() {
  const known = document.querySelector('svg.overlay');
  if (known instanceof SVGSVGElement) return known;
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.setAttribute('class', 'overlay');
  made.setAttribute('aria-hidden', 'true');
  document.body.append(made);
  return made;
}

/** @param {SVGElement} parent @param {string} name @param {Record<string, string | number>} attributes */
export function draw(parent, name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent.append(made);
  return made;
}
