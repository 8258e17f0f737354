// @ts-check
/**
 * Shows, while a panel is held, where all panels will stand when it is let go: the server says so, by the rules by which it will move them.
 * One question is under way at most, and then the newest one; the hand never waits for it.
 */
/** @typedef {{ x: number, y: number, w: number, h: number }} Box */

const ROWS = 200;
const GLIDE_MS = 140;

/** Which panel would be put where; empty: as it is kept. @typedef {Readonly<Record<string, string | number>>} Put */

/** What was asked for last and is not answered yet. @type {Put | undefined} */
let wanted;
/** What is held over these places; undefined: nothing. @type {Put | undefined} */
let shown;
let isAsking = false;
/** Where panels stand in the preview, and where without it. @type {Map<string, Box>} */
let places = new Map();
/** @type {Map<string, Box>} */
let before = new Map();

/** @param {HTMLElement} element @returns {Box} */
export function boxOf({ dataset: { x, y, y200 = '0', w, h } }) {
  return { x: Number(x), y: Number(y) + ROWS * Number(y200), w: Number(w), h: Number(h) };
}

/** @param {HTMLElement} element @param {Box} box */
export function placeOn(element, { x, y, w, h }) {
  Object.assign(element.dataset, { x, y: y % ROWS, w, h });
  if (y < ROWS) delete element.dataset.y200;
  else element.dataset.y200 = String(Math.floor(y / ROWS));
}

/** Lets the others give way to a panel that would be put here. @param {Put} put */
export function preview(put) {
  shown = put;
  ask(put);
}

/** All as it is kept. */
export function clear() {
  shown = undefined;
  wanted = undefined;
  show(before);
  places = new Map();
  before = new Map();
}

/** After it was let go: where all stand now is asked once more, as others may have moved them meanwhile. */
export function settle() {
  shown = undefined;
  ask({});
}

/** @param {Put} put */
async function ask(put) {
  wanted = put;
  if (isAsking) return;
  isAsking = true;
  try {
    while (wanted) {
      /** @type {Put} */
      const asked = wanted;
      /** @type {Map<string, Box>} */
      const answer = await placesAfter(asked);
      if (wanted !== asked) continue;
      wanted = undefined;
      take(asked, answer);
    }
  } catch {
    // The banner says that the server cannot be reached; the mark still shows where it goes.
    if (shown) wanted = undefined;
    else clear();
  } finally {
    isAsking = false;
  }
}

/** @param {Put} put @returns {Promise<Map<string, Box>>} */
async function placesAfter(put) {
  const query = new URLSearchParams(Object.entries(put).map(([name, value]) => [name, String(value)]));
  const answer = await fetch(`${location.pathname}?${query}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { places } = await answer.json();
  return new Map(places.map((/** @type {Box & { id: string }} */ { id, ...box }) => [id, box]));
}

/** @param {Put} put @param {Map<string, Box>} answer */
function take(put, answer) {
  if (!('panel' in put)) {
    show(answer);
    places = new Map();
    before = new Map();
  } else if (shown === put) {
    for (const [id] of answer) if (!before.has(id)) remember(id);
    places = answer;
    show(places);
  }
}

/** @param {string} id */
function remember(id) {
  const frame = document.getElementById(`frame-${id}`);
  if (frame) before.set(id, boxOf(frame));
}

/** Panels and their frames go there, all at once. @param {Map<string, Box>} boxes */
function show(boxes) {
  const moved = [...boxes].flatMap(([id, box]) => elementsOf(id).map(element => ({ element, box })));
  const going = moved.filter(({ element, box }) => !isThere(element, box));
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const from = isStill ? [] : going.map(({ element }) => element.getBoundingClientRect());
  for (const { element, box } of going) placeOn(element, box);
  if (isStill) return;
  const to = going.map(({ element }) => element.getBoundingClientRect());
  for (const [i, { element }] of going.entries()) glide(element, from[i], to[i]);
}

/** @param {string} id */
function elementsOf(id) {
  return ['frame', 'panel'].flatMap(name => document.getElementById(`${name}-${id}`) ?? []);
}

/** @param {HTMLElement} element @param {Box} box */
function isThere(element, { x, y, w, h }) {
  const now = boxOf(element);
  return now.x === x && now.y === y && now.w === w && now.h === h;
}

/** @param {Element} element @param {DOMRect | undefined} from @param {DOMRect | undefined} to */
function glide(element, from, to) {
  if (!from || !to) return;
  const way = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  element.animate([{ transform: way }, { transform: 'none' }], { duration: GLIDE_MS, easing: 'ease-out' });
}

/** What comes over the stream says where panels are kept: the preview is laid over it again, and asked for anew where they were moved. */
document.addEventListener('htmx:after:swap', () => {
  if (!shown || places.size === 0) return;
  let isMoved = false;
  for (const [id, box] of places)
    for (const element of elementsOf(id)) {
      if (isThere(element, box)) continue;
      if (element.dataset.frame) {
        before.set(id, boxOf(element));
        isMoved = true;
      }
      placeOn(element, box);
    }
  if (isMoved) ask(shown);
});
