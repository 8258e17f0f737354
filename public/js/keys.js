// @ts-check
/**
 * Keys in place of presses. What bears `data-key` (one key, or two one after the other: `g h`) is pressed by it, or entered if it is a
 * field: anywhere on the page, but never while something is typed, nor together with Ctrl, Alt or Meta. Who speaks to
 * the computer, or types by chance, can turn it off (WCAG 2.2, 2.1.4).
 */
const OFF_KEY = 'telltale-keys';
/** So long the second of two keys may take. */
const SECOND_KEY_MS = 1500;

/** The first of two keys, while the second is awaited. */
let first = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let forgetting;

const isOff = () => localStorage.getItem(OFF_KEY) === 'off';

document.addEventListener('keydown', event => {
  const { key, ctrlKey, altKey, metaKey, isComposing, defaultPrevented, target } = event;
  if (defaultPrevented || isComposing || ctrlKey || altKey || metaKey || isOff() || isTyping(target)) return;
  const wanted = first === '' ? key : `${first} ${key}`;
  forget();
  const element = findByKey(element => element.dataset.key === wanted);
  if (element) {
    event.preventDefault();
    press(element);
  } else if (findByKey(element => element.dataset.key?.startsWith(`${key} `) === true)) {
    first = key;
    forgetting = setTimeout(forget, SECOND_KEY_MS);
  }
});

document.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('[data-opens]') : null;
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const dialog = document.getElementById(link.dataset.opens ?? '');
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
});

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.dataset.keysSwitch === undefined) return;
  localStorage.setItem(OFF_KEY, target.checked ? 'on' : 'off');
});

for (const choice of document.querySelectorAll('[data-keys-choice]')) {
  const box = choice.querySelector('input');
  if (!(choice instanceof HTMLElement) || !box) continue;
  box.checked = !isOff();
  choice.hidden = false;
}

function forget() {
  first = '';
  clearTimeout(forgetting);
}

/** What can be seen, and is not behind an open dialog. @param {(element: HTMLElement) => boolean} matches */
function findByKey(matches) {
  const room = document.querySelector('dialog:modal') ?? document;
  for (const element of room.querySelectorAll('[data-key]')) {
    if (element instanceof HTMLElement && matches(element) && element.checkVisibility()) return element;
  }
  return undefined;
}

/** @param {HTMLElement} element */
function press(element) {
  if (!(element instanceof HTMLInputElement)) return element.click();
  element.focus();
  element.select();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
