// @ts-check
/**
 * What the charts of a page say of their time: `data-from`, `data-step` (milliseconds) and `data-count` on the drawing.
 *
 * @typedef {{ svg: SVGElement, fromMs: number, stepMs: number, count: number }} Chart
 */

/** The chart in which an event happened. @param {EventTarget | null} target @returns {Chart | undefined} */
export function chartAt(target) {
  const plot = target instanceof Element ? target.closest('.plot') : null;
  return readChart(plot?.querySelector('.chart[data-from]') ?? null);
}

/** All charts of the page with a time, in their order. */
export function allCharts() {
  return [...document.querySelectorAll('.chart[data-from]')].flatMap(svg => readChart(svg) ?? []);
}

/** @param {Element | null} svg @returns {Chart | undefined} */
function readChart(svg) {
  if (!(svg instanceof SVGElement)) return undefined;
  const { from, step, count } = svg.dataset;
  return { svg, fromMs: Number(from), stepMs: Number(step), count: Number(count) };
}

/** The moment below a place on the screen, within the chart. @param {Chart} chart @param {number} clientX */
export function timeAt({ svg, fromMs, stepMs, count }, clientX) {
  const { left, width } = svg.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  return fromMs + share * stepMs * (count - 1);
}

/** Where a moment lies in a chart, 0 to 1; undefined: outside. @param {Chart} chart @param {number} atMs */
export function shareOf({ fromMs, stepMs, count }, atMs) {
  const share = (atMs - fromMs) / (stepMs * (count - 1));
  return share >= 0 && share <= 1 ? share : undefined;
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
