// @ts-check
import { frameOf, post } from './loom.js';
import { boxOf, clear, placeOn, preview, settle } from './loom-places.js';

/**
 * Builds by pointer and touch: a frame is dragged to another place, and sized by its handles. A mark moves with the pointer, on whole
 * columns and rows, and the panels give way as they will when it is let go; Escape puts all back. Whatever comes over the stream takes
 * nothing out of the hand.
 */
const COLUMNS = 24;
const MIN = 2;
const MAX_ROWS = 40;

/** @typedef {import('./loom-places.js').Box} Box */
/** @typedef {{ target: Element, pageX: number, pageY: number, interaction: { stop(): void }, edges?: { left?: unknown, right?: unknown, top?: unknown, bottom?: unknown } }} Drag */

/** @typedef {{ panel: string, from: Box, to: Box, pageX: number, pageY: number, interaction: { stop(): void } }} Held */

/** @type {Held | undefined} */
let held;

/** @param {number} value @param {number} min @param {number} max */
const clamp = (value, min, max) => Math.min(max, Math.max(min, value));

/** @param {Box | undefined} box */
function show(box) {
  const mark = document.getElementById('loom-target');
  if (!mark) return;
  mark.hidden = !box;
  if (box) placeOn(mark, box);
}

/** @param {Drag} drag */
function take({ target, pageX, pageY, interaction }) {
  const frame = frameOf(target);
  if (!frame?.dataset.frame) return;
  frame.focus({ preventScroll: true });
  const from = boxOf(frame);
  held = { panel: frame.dataset.frame, from, to: from, pageX, pageY, interaction };
  show(from);
}

/** How many columns and rows the pointer has gone. @param {Drag} drag */
function gone({ pageX, pageY }) {
  const loom = document.getElementById('loom');
  if (!loom || !held) return { columns: 0, rows: 0 };
  const column = (loom.clientWidth + 1) / COLUMNS;
  const row = Number.parseFloat(getComputedStyle(loom).gridAutoRows) + 1;
  return { columns: Math.round((pageX - held.pageX) / column), rows: Math.round((pageY - held.pageY) / row) };
}

/** @param {Drag} drag */
function move(drag) {
  if (!held) return;
  const { columns, rows } = gone(drag);
  const { x, y, w } = held.from;
  goTo({ ...held.from, x: clamp(x + columns, 0, COLUMNS - w), y: Math.max(0, y + rows) });
}

/** @param {Drag} drag */
function size(drag) {
  if (!held) return;
  const { columns, rows } = gone(drag);
  const { edges = {} } = drag;
  const { x, y, w, h } = held.from;
  const left = edges.left ? clamp(columns, -x, w - MIN) : 0;
  const top = edges.top ? clamp(rows, Math.max(-y, h - MAX_ROWS), h - MIN) : 0;
  const right = edges.right ? clamp(columns, MIN - w, COLUMNS - x - w) : 0;
  const bottom = edges.bottom ? clamp(rows, MIN - h, MAX_ROWS - h) : 0;
  goTo({ x: x + left, y: y + top, w: w - left + right, h: h - top + bottom });
}

const isSame = (/** @type {Box} */ one, /** @type {Box} */ other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Box} to */
function goTo(to) {
  if (!held || isSame(held.to, to)) return;
  held.to = to;
  show(to);
  if (isSame(held.from, to)) clear();
  else preview({ panel: held.panel, ...to });
}

function drop() {
  const done = held;
  held = undefined;
  show(undefined);
  if (!done) return;
  const { panel, from, to } = done;
  if (isSame(from, to)) clear();
  else post({ act: 'put', panel, ...to });
}

/** All is as if nothing had been taken. */
function cancel() {
  const { interaction } = held ?? {};
  held = undefined;
  show(undefined);
  clear();
  interaction?.stop();
}

function begin() {
  const { interact } = /** @type {any} */ (globalThis);
  const edges = Object.fromEntries(['left', 'right', 'top', 'bottom'].map(edge => [edge, `[data-edge="${edge}"]`]));
  interact('.loom__frame[data-chosen]:not([data-fixed])').resizable({
    edges,
    listeners: { start: take, move: size, end: drop },
  });
  interact('.loom__frame:not([data-fixed])').draggable({
    autoScroll: true,
    listeners: { start: take, move, end: drop },
  });
}

addEventListener('DOMContentLoaded', begin);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && held) cancel();
});
document.addEventListener('htmx:finally:request', event => {
  if (event.target instanceof Element && event.target.id === 'edit-put' && !held) settle();
});
