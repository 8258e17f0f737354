// @ts-check
/**
 * Asks the question of a control in place: the page that asks it without script is fetched, and shown as a dialog. It stands outside
 * of what is live, so that nothing that comes meanwhile closes it. Escape and Cancel send nothing.
 */

/** The presses that wait for their question; a second one is none. */
let isAsking = false;

document.addEventListener('submit', async event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('.control__form[data-asks]')) return;
  event.preventDefault();
  if (isAsking) return;
  isAsking = true;
  const address = new URL(form.action);
  address.search = new URLSearchParams(
    [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]),
  ).toString();
  try {
    const question = await fetchQuestion(address);
    // What is wrong with the press, or that one has to sign in, is told by the page itself.
    if (question) show(question, form);
    else location.assign(address);
  } finally {
    isAsking = false;
  }
});

/** @param {URL} address */
async function fetchQuestion(address) {
  try {
    const response = await fetch(address, { headers: { Accept: 'text/html' } });
    if (!response.ok || response.redirected) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return page.getElementById('question');
  } catch {
    return null;
  }
}

/**
 * @param {Element} question
 * @param {HTMLFormElement} asking
 */
function show(question, asking) {
  const panelId = asking.closest('article')?.id;
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'question-title');
  dialog.setAttribute('closedby', 'any');
  dialog.append(...question.childNodes);
  const form = dialog.querySelector('form');
  if (form) {
    form.setAttribute('hx-post', form.action);
    form.setAttribute('hx-target', '#toasts');
    form.setAttribute('hx-swap', 'innerHTML');
  }
  dialog.querySelector('a')?.addEventListener('click', event => {
    event.preventDefault();
    dialog.close();
  });
  // After htmx has taken what is sent.
  dialog.addEventListener('submit', () => setTimeout(() => dialog.close()));
  dialog.addEventListener('close', () => {
    if (document.activeElement === document.body || dialog.contains(document.activeElement)) focusIn(panelId);
    // The request that was sent goes on; htmx needs its form no longer than that.
    dialog.addEventListener('htmx:finally:request', () => dialog.remove());
    if (!dialog.querySelector('.htmx-request')) dialog.remove();
  });
  document.body.append(dialog);
  /** @type {any} */ (globalThis).htmx?.process(dialog);
  dialog.showModal();
}

/**
 * The control may have been drawn anew meanwhile.
 *
 * @param {string | undefined} panelId
 */
function focusIn(panelId) {
  const control =
    panelId && document.getElementById(panelId)?.querySelector('.control__form :is(button, input:not([type=hidden]))');
  if (control instanceof HTMLElement) control.focus();
}
