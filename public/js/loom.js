// @ts-check
/** Chooses the panel whose frame is pressed or has the focus, and shows which one the strip is about. */

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
export function frameOf(target) {
  return target instanceof Element ? target.closest('[data-frame]') : null;
}

/**
 * Posts what is done with a panel; the answers come one after the other.
 * @param {Readonly<Record<string, string | number>>} deed
 */
export function post(deed) {
  const form = document.getElementById('edit-put');
  if (!(form instanceof HTMLFormElement)) return;
  for (const input of form.querySelectorAll('input')) input.value = String(deed[input.name] ?? '');
  form.requestSubmit();
}

const strip = () => document.getElementById('edit-strip');

/** The frames are redrawn whenever somebody moves a panel; which one is chosen is this page's own. */
function mark() {
  const chosen = strip()?.dataset.chosenPanel;
  for (const frame of document.querySelectorAll('[data-frame]'))
    frame.toggleAttribute('data-chosen', frame.getAttribute('data-frame') === chosen);
}

document.addEventListener('click', event => {
  const frame = frameOf(event.target);
  if (!frame || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  frame.focus();
});

document.addEventListener('focusin', event => {
  const frame = frameOf(event.target);
  const about = strip();
  if (!frame?.dataset.frame || !about) return;
  about.dataset.chosenPanel = frame.dataset.frame;
  history.replaceState(history.state, '', frame.getAttribute('href'));
  mark();
});

document.addEventListener('htmx:after:swap', mark);
mark();
