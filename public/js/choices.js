// @ts-check
/**
 * A form with `data-submit-on-change` acts when something is chosen; without a script its button does. Of boxes to check, "All" and the
 * others take turns, and they act when their list is closed.
 */

/** @param {Element | null} element */
const formOf = element =>
  /** @type {HTMLFormElement | null} */ (element?.closest('form[data-submit-on-change]') ?? null);

document.addEventListener('change', event => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const form = formOf(target);
  if (!form) return;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') takeTurns(target);
  else form.requestSubmit();
});

/** @param {HTMLInputElement} box */
function takeTurns(box) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (box.closest('fieldset')?.querySelectorAll('input'));
  const isAll = box.value === '$__all';
  for (const other of boxes ?? []) if (box.checked && (other.value === '$__all') !== isAll) other.checked = false;
  const list = box.closest('details');
  if (list) list.dataset.changed = '';
}

document.addEventListener(
  'toggle',
  event => {
    const list = event.target;
    if (!(list instanceof HTMLDetailsElement) || list.open || list.dataset.changed === undefined) return;
    formOf(list)?.requestSubmit();
  },
  true,
);

// A list closes when one goes elsewhere.
document.addEventListener('pointerdown', event => {
  for (const list of document.querySelectorAll('details.several[open]'))
    if (list instanceof HTMLDetailsElement && !(event.target instanceof Node && list.contains(event.target)))
      list.open = false;
});
document.addEventListener('keydown', event => {
  const list =
    event.key === 'Escape' && event.target instanceof Element ? event.target.closest('details.several') : null;
  if (list instanceof HTMLDetailsElement) list.open = false;
});

export {};
