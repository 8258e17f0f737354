// @ts-check
import { frameOf, post } from './loom.js';

/**
 * Builds by pointer and touch: a frame is dragged to another place, and sized by its handles. Only a mark moves meanwhile, on whole
 * columns and rows; the panel goes when it is let go, so whatever comes over the stream takes nothing out of the hand.
 */
const COLUMNS = 24;
const MIN = 2;
const MAX_ROWS = 40;
const ROWS = 200;

/** @typedef {{ x: number, y: number, w: number, h: number }} Box */
/** @typedef {{ target: Element, pageX: number, pageY: number, edges?: { left?: unknown, right?: unknown, top?: unknown, bottom?: unknown } }} Drag */

/** @type {{ panel: string, from: Box, to: Box, pageX: number, pageY: number } | undefined} */
let held;

/** @param {HTMLElement} frame @returns {Box} */
function boxOf({ dataset: { x, y, y200 = '0', w, h } }) {
  return { x: Number(x), y: Number(y) + ROWS * Number(y200), w: Number(w), h: Number(h) };
}

/** @param {number} value @param {number} min @param {number} max */
const clamp = (value, min, max) => Math.min(max, Math.max(min, value));

/** @param {Box | undefined} box */
function show(box) {
  const mark = document.getElementById('loom-target');
  if (!mark) return;
  mark.hidden = !box;
  if (!box) return;
  const { x, y, w, h } = box;
  Object.assign(mark.dataset, { x, y: y % ROWS, y200: Math.floor(y / ROWS), w, h });
}

/** @param {Drag} drag */
function take({ target, pageX, pageY }) {
  const frame = frameOf(target);
  if (!frame?.dataset.frame) return;
  frame.focus({ preventScroll: true });
  const from = boxOf(frame);
  held = { panel: frame.dataset.frame, from, to: from, pageX, pageY };
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
  held.to = { ...held.from, x: clamp(x + columns, 0, COLUMNS - w), y: Math.max(0, y + rows) };
  show(held.to);
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
  held.to = { x: x + left, y: y + top, w: w - left + right, h: h - top + bottom };
  show(held.to);
}

function drop() {
  const done = held;
  held = undefined;
  show(undefined);
  if (!done) return;
  const { panel, from, to } = done;
  if (JSON.stringify(from) !== JSON.stringify(to)) post({ act: 'put', panel, ...to });
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
