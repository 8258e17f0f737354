// @ts-check
import { boxOf } from './chart-time.js';
import { digitsOf, offsetOf, words } from './chart-values.js';

/**
 * What timelines and heatmaps say at a step, read from what is drawn: of a lane the word of its state, of a cell the two values between
 * which it lies, as the ramp has them.
 */

/** Steps of the ramp. */
const LEVELS = 7;

/** @typedef {import('./chart-values.js').Reading} Reading */
/** @typedef {import('./chart-time.js').Chart} Chart */

/** `clientY`: where is pointed at, which is the row that a heatmap tells; else it is the one with the most. @param {Chart} chart @param {number} step @param {number | undefined} clientY @returns {Reading[]} */
export function cellsAt(chart, step, clientY) {
  return chart.svg.matches('.lanes__list') ? lanesAt(chart.svg, step) : rowAt(chart, step, clientY);
}

/** @param {Element} list @param {number} step @returns {Reading[]} */
function lanesAt(list, step) {
  /** @type {string[]} */
  const known = JSON.parse(list.getAttribute('data-words') ?? '[]');
  return [...list.querySelectorAll('.lanes__lane')].map(lane => {
    const track = lane.querySelector('.lanes__track');
    const boxes = [...(track?.querySelectorAll('.lanes__state') ?? [])].flatMap(boxesOf).sort((a, b) => a.x - b.x);
    const states = (track?.getAttribute('data-states') ?? '').split(' ');
    const at = boxes.findIndex(({ x, width }) => x <= step && step < x + width);
    const text = at < 0 ? 'nothing heard' : (known[Number(states[at])] ?? '');
    const name = lane.querySelector('.lanes__name')?.textContent?.trim() ?? '';
    return { item: lane.querySelector('.lanes__told'), name, text, className: '' };
  });
}

/** @param {Chart} chart @param {number} step @param {number | undefined} clientY @returns {Reading[]} */
function rowAt(chart, step, clientY) {
  const side = chart.svg.querySelector('svg[data-low]');
  if (!(side instanceof SVGElement)) return [];
  const body = chart.svg.closest('.heat');
  const names = [...(body?.querySelectorAll('.heat__name') ?? [])].map(name => name.getAttribute('data-name') ?? '');
  const levels = levelsAt(side, step);
  const { top, height } = boxOf(chart);
  const most = [...levels].sort(([, a], [, b]) => b - a)[0]?.[0];
  const row =
    clientY === undefined
      ? most
      : Math.min(names.length - 1, Math.max(0, Math.floor(((clientY - top) / height) * names.length)));
  if (row === undefined) return [];
  return [
    {
      item: body?.querySelector('.heat__read'),
      name: names[row] ?? '',
      text: between(side, levels.get(row)),
      className: '',
    },
  ];
}

/** Of each row its step of the ramp. @param {SVGElement} side @param {number} step */
function levelsAt(side, step) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const path of side.querySelectorAll('path.heat__cell')) {
    const level = Number(/heat__cell--(\d)/.exec(path.getAttribute('class') ?? '')?.[1]);
    const offset = path.parentElement ? offsetOf(path.parentElement, side) : 0;
    for (const { x, y, width } of boxesOf(path))
      if (x <= step - offset && step - offset < x + width) found.set(y, level);
  }
  return found;
}

/** `20 to 22 °C`. @param {SVGElement} side @param {number | undefined} level */
function between({ dataset }, level) {
  if (level === undefined) return '–';
  const [low, high, divisor] = [Number(dataset.low), Number(dataset.high), Number(dataset.divisor)];
  const span = (high - low) / LEVELS;
  const scale = { divisor, unit: '', digits: digitsOf(span / divisor / 2) };
  const from = words(low + (level - 1) * span, scale);
  return `${from} to ${words(low + level * span, { ...scale, unit: dataset.unit ?? '' })}`;
}

/** The boxes of a path: each begins where the one before did, or at a place of its own. @param {Element} path */
function boxesOf(path) {
  let [x, y] = [0, 0];
  return Array.from(
    (path.getAttribute('d') ?? '').matchAll(/([mM])(-?[\d.]+) (-?[\d.]+)h([\d.]+)/g),
    ([, letter, dx, dy, width]) => {
      [x, y] = letter === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
      return { x, y, width: Number(width) };
    },
  );
}
