// @ts-check
/**
 * Makes comboboxes of the fields with `data-query`, which names the field that the place of the cursor goes into: htmx fetches what can
 * stand there into the list that the field controls, and this shows it, moves in it and writes what was chosen. Nothing is chosen until
 * somebody asks for it: Enter without a choice runs the query. Everything listens on the document, because going back swaps the body.
 */
const ASKED_KEYS = new Set(['ArrowDown', 'ArrowUp']);

/** What the list that is on its way or shown was asked for. */
let askedValue = '';
let askedCursor = 0;
/** What the field held when the list was shown. Who types on may still choose from it until the next one comes. */
let shownValue = '';
/** What is chosen in the list, as it would be written: it stays so when the next list has it, too. */
let chosen = '';
/** Who asks by a key sees also what nobody would be shown while typing. */
let isAsked = false;
/** Escape was pressed, or the query was run: until something is typed no list comes. */
let isDismissed = false;

/** @param {unknown} target @returns {target is HTMLInputElement} */
const isField = target => target instanceof HTMLInputElement && target.hasAttribute('data-query');

/** The one that is typed in; where none is, the first. */
const field = () => {
  const found = isField(document.activeElement) ? document.activeElement : document.querySelector('[data-query]');
  return isField(found) ? found : undefined;
};
const list = (input = field()) => document.getElementById(input?.getAttribute('aria-controls') ?? '');
const options = () => Array.from(list()?.querySelectorAll('[role=option]') ?? []);
const active = () => options().find(option => option.getAttribute('aria-selected') === 'true');
const isOpen = () => list()?.hidden === false;

function close(input = field()) {
  const shown = list(input);
  if (shown) shown.hidden = true;
  chosen = '';
  input?.setAttribute('aria-expanded', 'false');
  input?.removeAttribute('aria-activedescendant');
}

/** The list that came is of what stands in the field now, or it is of no use. */
function show() {
  const input = field();
  const shown = list();
  if (!input || !shown) return;
  const isCurrent = input.value === askedValue && input.selectionStart === askedCursor;
  const isWanted = isAsked || (shown.dataset.eager !== undefined && !isDismissed);
  if (options().length === 0 || !isCurrent || !isWanted || document.activeElement !== input) return close();
  shown.style.setProperty('--at', shown.dataset.from ?? '0');
  shown.style.setProperty('--scrolled', String(input.scrollLeft));
  shown.hidden = false;
  shownValue = input.value;
  input.setAttribute('aria-expanded', 'true');
  choose(options().find(option => option instanceof HTMLElement && option.dataset.insert === chosen));
}

/** What the list would replace now, if all that changed since is that the word at the cursor went on. */
function placeNow() {
  const value = field()?.value ?? '';
  const { from, to } = list()?.dataset ?? {};
  const [before, behind] = [shownValue.slice(0, Number(to)), shownValue.slice(Number(to))];
  const added = value.slice(before.length, value.length - behind.length);
  if (value !== before + added + behind || !/^[\w:.]*$/.test(added)) return undefined;
  return { from: Number(from), to: before.length + added.length };
}

/** @param {number} step */
function move(step) {
  const all = options();
  const now = active();
  const before = now ? all.indexOf(now) : -1;
  choose(all[before < 0 && step < 0 ? all.length - 1 : (before + step + all.length) % all.length]);
}

/** @param {Element | undefined} wanted Undefined: nothing is chosen. */
function choose(wanted) {
  for (const option of options()) option.setAttribute('aria-selected', String(option === wanted));
  chosen = wanted instanceof HTMLElement ? (wanted.dataset.insert ?? '') : '';
  wanted?.scrollIntoView({ block: 'nearest' });
  if (wanted) field()?.setAttribute('aria-activedescendant', wanted.id);
  else field()?.removeAttribute('aria-activedescendant');
}

/** Asks for a list though nothing was typed. @param {HTMLInputElement} input */
function ask(input) {
  isAsked = true;
  noteCursor(input);
  input.dispatchEvent(new CustomEvent('complete', { bubbles: true }));
}

/** The place of the cursor goes along with the text. @param {HTMLInputElement} input */
function noteCursor(input) {
  const cursor = document.getElementById(input.dataset.query ?? '');
  askedValue = input.value;
  askedCursor = input.selectionStart ?? input.value.length;
  if (cursor instanceof HTMLInputElement) cursor.value = String(askedCursor);
}

/** @param {Element | undefined} option */
function accept(option) {
  const input = field();
  const place = placeNow();
  if (!input || !place || !(option instanceof HTMLElement)) return;
  input.setRangeText(option.dataset.insert ?? '', place.from, place.to, 'end');
  close();
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener(
  'input',
  ({ target }) => {
    if (!isField(target)) return;
    isAsked = false;
    isDismissed = false;
    noteCursor(target);
    if (isOpen() && !placeNow()) close();
  },
  true, // before htmx begins to wait
);

document.addEventListener('keydown', event => {
  const { target, key } = event;
  if (!isField(target) || event.isComposing) return;
  if (ASKED_KEYS.has(key) && !event.altKey && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    if (isOpen()) move(key === 'ArrowDown' ? 1 : -1);
    else ask(target);
  } else if (key === ' ' && event.ctrlKey) {
    event.preventDefault();
    ask(target);
  } else if (isOpen() && key === 'Enter' && active()) {
    event.preventDefault();
    accept(active());
  } else if (isOpen() && key === 'Tab' && !event.shiftKey && (active() ?? isTyping())) {
    event.preventDefault();
    accept(active() ?? options()[0]);
  } else if (key === 'Escape' && isOpen()) {
    event.preventDefault();
    isDismissed = true;
    close();
  }
});

/** Where nothing was typed the tabulator goes on to the next control. */
function isTyping() {
  return Number(list()?.dataset.from) < askedCursor;
}

document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.querySelector('[data-query]')) return;
  isAsked = false;
  isDismissed = true;
  close();
});

document.addEventListener('selectionchange', () => {
  const input = field();
  if (input && isOpen() && input.selectionStart !== askedCursor) close();
});

document.addEventListener('focusout', ({ target }) => {
  if (isField(target)) close(target);
});

// The field keeps the focus while somebody points at the list.
document.addEventListener('pointerdown', event => {
  if (event.target instanceof Element && event.target.closest('.completions')) event.preventDefault();
});
document.addEventListener('click', ({ target }) => {
  const option = target instanceof Element ? target.closest('.completions [role=option]') : null;
  if (option) accept(option);
});

// A field of one line would join the lines of a query that is pasted.
document.addEventListener('paste', event => {
  const text = event.clipboardData?.getData('text') ?? '';
  if (!isField(event.target) || !/[\r\n]/.test(text)) return;
  event.preventDefault();
  const { selectionStart, selectionEnd, value } = event.target;
  const flat = text
    .replace(/#[^\r\n"'`]*$/gm, '')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
  event.target.setRangeText(flat, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
  event.target.dispatchEvent(new Event('input', { bubbles: true }));
});

document.addEventListener('htmx:after:swap', event => {
  const { target } = event;
  if (isField(target)) show();
  else if (document.getElementById('answer')) sayWrong();
});

/** The field says to readers who hear it that its query was refused. */
function sayWrong() {
  const input = field();
  if (document.getElementById('answer-problem')) input?.setAttribute('aria-invalid', 'true');
  else input?.removeAttribute('aria-invalid');
}
