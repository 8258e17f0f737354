// @ts-check
/*
 * Windows marked `data-tail` stay at their end while lines are appended, until somebody scrolls up in one; at its end
 * again, it follows again.
 */

/** How near to the end counts as at the end, in pixels. */
const NEAR_PX = 8;

/** Windows that somebody has scrolled up. */
const held = new WeakSet();

/** @param {Element} window */
function isAtTail(window) {
  return window.scrollHeight - window.scrollTop - window.clientHeight <= NEAR_PX;
}

function follow() {
  for (const window of document.querySelectorAll('[data-tail]'))
    if (!held.has(window)) window.scrollTop = window.scrollHeight;
}

document.addEventListener(
  'scroll',
  ({ target }) => {
    if (!(target instanceof Element) || !target.matches('[data-tail]')) return;
    if (isAtTail(target)) held.delete(target);
    else held.add(target);
  },
  { capture: true, passive: true },
);
document.addEventListener('htmx:after:swap', follow);
follow();
