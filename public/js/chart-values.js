// @ts-check
/**
 * What a chart says at a moment, read from what is drawn: the lines, and what their foot and top stand for (`data-min`, `data-max`), so it is as
 * exact as the drawing.
 */

/** Heights of a drawing, from its top. */
export const HEIGHT = 1000;

/**
 * What one line, lane or row says: `item` is where it is shown, `at` the height at which it is drawn.
 *
 * @typedef {{ item: Element | null | undefined, name: string, text: string, at?: number | undefined, className: string }} Reading
 */

/** What each line of a chart says at a step. @param {import('./chart-time.js').Chart} chart @param {number} step @returns {Reading[]} */
export function readingsAt({ svg }, step) {
  const items = [
    ...(svg.closest('.panel, .answer, section')?.querySelectorAll('.legend__item:has(.legend__key)') ?? []),
  ];
  const sides = [...svg.querySelectorAll('svg[data-min]')].map(side => linesOf(/** @type {SVGElement} */ (side), step));
  const itemsOf = [
    items.filter(item => !item.querySelector('.legend__note')),
    items.filter(item => item.querySelector('.legend__note')),
  ];
  return sides.flatMap((lines, side) =>
    lines.map((line, index) => {
      const item = sides.length > 1 ? itemsOf[side]?.[index] : items[index];
      const name = item?.querySelector('.legend__name')?.textContent?.trim() ?? '';
      return { ...line, name, item: item?.querySelector('.legend__value') };
    }),
  );
}

/** How values are drawn, and how the height at a step is read from the path. */
const DRAWN = /** @type {const} */ ([
  ['path.chart__line', heightAt],
  ['path.chart__bars', barAt],
  ['path.chart__points', heightAt],
]);

/** @param {SVGElement} side @param {number} step */
function linesOf(side, step) {
  const { min, max, divisor, unit, stacked, mirrored = '' } = side.dataset;
  const [low, high] = [Number(min), Number(max)];
  const scale = { divisor: Number(divisor ?? 1), unit: unit ?? '', digits: 0 };
  scale.digits = digitsOf((high - low) / HEIGHT / scale.divisor);
  const down = new Set(mirrored.split(' ').filter(Boolean).map(Number));
  /** What lies below, of those that go up and of those that go down. */
  const piles = [0, 0];
  return heightsOf(side, step).map(({ at, className }, index) => {
    const top = at === undefined ? undefined : high - (at / HEIGHT) * (high - low);
    const pile = down.has(index) ? 1 : 0;
    const own = top === undefined || stacked === undefined ? top : top - (piles[pile] ?? 0);
    if (top !== undefined) piles[pile] = top;
    return { at, className, text: words(own === undefined || pile === 0 ? own : -own, scale) };
  });
}

/** How high each series stands at a step. @param {SVGElement} side @param {number} step */
function heightsOf(side, step) {
  const [selector, read] = DRAWN.find(([one]) => side.querySelector(one)) ?? DRAWN[0];
  /** @type {Map<number, { at: number | undefined, className: string }>} */
  const found = new Map();
  for (const group of new Set([...side.querySelectorAll(selector)].map(path => path.parentElement))) {
    if (!group) continue;
    const offset = offsetOf(group, side);
    const paths = [...group.children].filter(child => child.matches(selector));
    for (const [index, path] of paths.entries()) {
      const at = read(path.getAttribute('d') ?? '', step - offset);
      const className = [...path.classList].find(name => name.startsWith('series-')) ?? '';
      if (at !== undefined || !found.has(index)) found.set(index, { at, className });
    }
  }
  return [...found.values()];
}

/** Decimals that a drawing can tell apart. @param {number} finest */
export function digitsOf(finest) {
  return Math.min(10, Math.max(0, Math.ceil(-Math.log10(finest * 2))));
}

/** @param {number | undefined} value @param {{ divisor: number, unit: string, digits: number }} scale */
export function words(value, { divisor, unit, digits }) {
  if (value === undefined) return '–';
  const shown = (value / divisor).toFixed(digits);
  const number = Number(shown) === 0 ? (0).toFixed(digits) : shown;
  return unit === '' ? number : `${number}\u00a0${unit}`;
}

/** Steps by which a group is moved inside of its side. @param {Element} group @param {Element} side */
export function offsetOf(group, side) {
  let offset = 0;
  for (let at = /** @type {Element | null} */ (group); at && at !== side; at = at.parentElement)
    offset += Number(/translate\(([-\d.]+)/.exec(at.getAttribute('transform') ?? '')?.[1] ?? 0);
  return offset;
}

/** The height of a line at a step: its path is `m` and pairs, all relative; undefined in a gap. @param {string} path @param {number} step */
function heightAt(path, step) {
  let [x, y] = [0, 0];
  let isStart = true;
  for (const [, letter, dx, dy] of path.matchAll(/([mh]?)\s*(-?\d+(?:\.\d+)?)(?:\s*(-?\d+(?:\.\d+)?))?/g)) {
    if (letter === 'h') continue; // a dot stands where it is
    if (letter === 'm') isStart = true;
    const [nextX, nextY] = [x + Number(dx), y + Number(dy)];
    if (isStart ? nextX === step : x <= step && step <= nextX)
      return isStart || nextX === x ? nextY : y + ((nextY - y) * (step - x)) / (nextX - x);
    [x, y, isStart] = [nextX, nextY, false];
  }
  return undefined;
}

/** The height of the bar that stands at a step: each is `m` to its foot, half a bar to the left, and `h v h z`. @param {string} path @param {number} step */
function barAt(path, step) {
  let [x, y] = [0, 0];
  for (const [, dx, dy, width, height] of path.matchAll(/m(-?[\d.]+) (-?[\d.]+)h([\d.]+)v(-?[\d.]+)/g)) {
    [x, y] = [x + Number(dx), y + Number(dy)];
    if (Math.round(x + Number(width) / 2) === step) return y + Number(height);
  }
  return undefined;
}
