// @ts-check
/**
 * A slider under a finger stays where the finger is: what comes meanwhile from elsewhere is left out of its form (`morphSkip` of htmx) until
 * it is let go. The number above it follows the finger. Typing is kept by the morph itself, which leaves the field with the focus alone.
 */
const SKIP = 'hx-morph-skip';

/** @param {EventTarget | null} target */
const sliderOf = target => (target instanceof HTMLInputElement && target.matches('.control__slider') ? target : null);

document.addEventListener('input', event => {
  const slider = sliderOf(event.target);
  const form = slider?.form;
  if (!slider || !form) return;
  form.setAttribute(SKIP, '');
  const told = form.querySelector('.control__value');
  if (told) told.textContent = slider.value;
});

// What was set is on its way: from now on the newest reading counts again.
document.addEventListener('change', event => sliderOf(event.target)?.form?.removeAttribute(SKIP));
