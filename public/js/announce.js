// @ts-check
/**
 * Who hears the page is told of what happens by itself - a link that is lost, an event - at most once in ten seconds, however much happens.
 * What somebody did himself is answered at once, by live regions of its own.
 */
export const APART_MS = 10_000;

/** What waits to be said, by what it is about: the newest takes the place of what was not said yet. @type {Map<string, () => boolean>} */
const waiting = new Map();
let saidAt = Number.NEGATIVE_INFINITY;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** `say` tells whether it had anything to say: only then the others wait for it. @param {string} about @param {() => boolean} say */
export function announce(about, say) {
  waiting.set(about, say);
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (waiting.size > 0) timer = setTimeout(next, Math.max(0, saidAt + APART_MS - Date.now()));
}

function next() {
  const [first] = waiting;
  if (!first) return;
  const [about, say] = first;
  waiting.delete(about);
  if (say()) saidAt = Date.now();
  schedule();
}

/** Into the one live region for it. @param {string} words */
export function read(words) {
  const region = document.getElementById('told');
  if (region) region.textContent = words;
}
