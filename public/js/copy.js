// @ts-check
/** A button with `data-copy="text"` copies that text and says so for a moment. */
const SAID_MS = 2000;

document.addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (!(button instanceof HTMLElement) || !button.lastChild) return;
  const words = button.lastChild;
  const before = words.textContent;
  words.textContent = (await copy(button)) ? 'Copied' : 'Press Ctrl C';
  setTimeout(() => {
    words.textContent = before;
  }, SAID_MS);
});

/** The clipboard exists only on https and localhost; elsewhere the line is selected, ready for Ctrl C.
 *  @param {HTMLElement} button */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    return true;
  } catch {
    const line = button.parentElement?.querySelector('code');
    if (line) getSelection()?.selectAllChildren(line);
    return false;
  }
}
