// @ts-check
/*
 * The key t on a panel that has the focus, or holds what has it, leads to what the panel shows as a table: the same page as the
 * link in its title.
 */

document.addEventListener('keydown', event => {
  const { target, key, ctrlKey, altKey, metaKey } = event;
  if (key !== 't' || ctrlKey || altKey || metaKey || !(target instanceof Element)) return;
  if (target.matches('input, textarea, select, [contenteditable]')) return;
  const link = target.closest('.panel')?.querySelector('.panel__title a[href]');
  if (link instanceof HTMLAnchorElement) location.assign(`${link.href}#table`);
});
