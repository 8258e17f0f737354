// The reader's own choice of theme. Loaded in the head and not deferred, so that it is set before the first paint.
// A page that comes with a theme of its own (a wall display) keeps it.
// The choice is made by radio buttons inside [data-theme-choice] with the values "system", "light" and "dark".
(() => {
  const KEY = 'telltale-theme';
  const root = document.documentElement;
  const isGiven = root.dataset.theme !== undefined;

  /** @returns {string} */
  function readChoice() {
    try {
      return localStorage.getItem(KEY) ?? 'system';
    } catch {
      return 'system'; // storage is forbidden: the system decides
    }
  }

  /** @param {string} choice */
  function keepChoice(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage is forbidden: the choice holds for this page
    }
  }

  /** @param {string} choice */
  function apply(choice) {
    if (isGiven) return;
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  /** @param {string} choice */
  function show(choice) {
    for (const control of document.querySelectorAll('[data-theme-choice] input')) {
      if (control instanceof HTMLInputElement) control.checked = control.value === choice;
    }
  }

  apply(readChoice());
  document.addEventListener('DOMContentLoaded', () => show(readChoice()));
  document.addEventListener('change', event => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement) || control.closest('[data-theme-choice]') === null) return;
    keepChoice(control.value);
    apply(control.value);
  });
})();
