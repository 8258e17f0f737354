// @ts-check
/**
 * Says when what stands in the form with `data-kept` could not be sent, and sends it again until it is. What a server refuses it says itself;
 * this is for one that cannot be reached, or cannot keep anything.
 */
const AGAIN_MS = 3000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;

/** @param {unknown} target @returns {target is HTMLFormElement} */
const isForm = target => target instanceof HTMLFormElement && target.hasAttribute('data-kept');

/** @param {HTMLFormElement} form @param {boolean} isUnsent */
function say(form, isUnsent) {
  const sentence = document.getElementById(form.dataset.kept ?? '');
  if (sentence) sentence.hidden = !isUnsent;
}

/** @param {Event} event */
function failed({ target }) {
  if (!isForm(target)) return;
  say(target, true);
  clearTimeout(again);
  again = setTimeout(() => target.dispatchEvent(new Event('change')), AGAIN_MS);
}

document.addEventListener('htmx:error', failed);
document.addEventListener('htmx:response:error', failed);
document.addEventListener('htmx:after:swap', ({ target }) => {
  if (!isForm(target)) return;
  clearTimeout(again);
  say(target, false);
});
