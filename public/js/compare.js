// @ts-check
/** Two pictures (`data-compare`) one over the other, with an edge to move; pressed once more, beside each other again. */

const compare = document.querySelector('[data-compare]');
if (compare instanceof HTMLElement) setUp(compare);

/** @param {HTMLElement} compare */
function setUp(compare) {
  const bar = document.createElement('div');
  bar.className = 'compare__wipe';
  const slider = document.createElement('input');
  Object.assign(slider, { type: 'range', className: 'scrub__slider', min: '0', max: '100', value: '50' });
  slider.setAttribute('aria-label', 'How much of the picture before is seen');
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button button--small' });
  bar.append(slider, button);
  compare.after(bar);
  const edge = document.createElement('div');
  edge.className = 'compare__edge';

  /** @param {boolean} isOver */
  const lay = isOver => {
    compare.toggleAttribute('data-over', isOver);
    slider.hidden = !isOver;
    button.textContent = isOver ? 'Beside each other' : 'One over the other';
    if (isOver) compare.append(edge);
    else edge.remove();
  };
  const wipe = () => {
    compare.style.setProperty('--edge-at', `${slider.value}%`);
    slider.setAttribute('aria-valuetext', `${slider.value} % before, ${100 - Number(slider.value)} % after`);
  };
  slider.addEventListener('input', wipe);
  button.addEventListener('click', () => lay(!compare.hasAttribute('data-over')));
  wipe();
  lay(true);
}

for (const input of document.querySelectorAll('[data-compare-moment]')) {
  if (!(input instanceof HTMLInputElement)) continue;
  input.addEventListener('input', () => {
    const words = new Date(Number(input.value)).toLocaleString([], { hour12: false });
    input.setAttribute('aria-valuetext', words);
    const output = input.closest('label')?.querySelector('output');
    if (output) output.textContent = words;
  });
  input.addEventListener('change', () => input.form?.requestSubmit());
}
