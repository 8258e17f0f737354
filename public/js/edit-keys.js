// @ts-check
import { frameOf, post } from './loom.js';

/** Builds by keys: arrows move the panel whose frame has the focus, with Shift they size it, Delete deletes it; and undo and redo. */
/** @type {Readonly<Record<string, readonly [step: string, size: string]>>} */
const ARROWS = {
  ArrowLeft: ['left', 'narrower'],
  ArrowRight: ['right', 'wider'],
  ArrowUp: ['up', 'shorter'],
  ArrowDown: ['down', 'taller'],
};

document.addEventListener('keydown', event => {
  if (event.altKey) return;
  if (event.ctrlKey || event.metaKey) goBack(event);
  else workOn(event);
});

/** @param {KeyboardEvent} event */
function workOn(event) {
  const frame = frameOf(event.target);
  const panel = frame?.dataset.frame;
  if (!frame || !panel) return;
  const ways = ARROWS[event.key];
  if (!ways && event.key !== 'Delete') return;
  event.preventDefault();
  if (ways) post({ act: event.shiftKey ? 'size' : 'step', panel, to: event.shiftKey ? ways[1] : ways[0] });
  else {
    post({ act: 'remove', panel });
    // The next one, so that who works by keys is not thrown out.
    const beside = frame.nextElementSibling ?? frame.previousElementSibling;
    if (beside instanceof HTMLElement) beside.focus();
  }
}

/** @param {KeyboardEvent} event */
function goBack(event) {
  if (event.target instanceof Element && event.target.matches('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  const button = document.getElementById(key === 'y' || event.shiftKey ? 'edit-redo' : 'edit-undo');
  button?.click();
}
