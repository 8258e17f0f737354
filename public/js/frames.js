// @ts-check
/**
 * Pictures that come without end (`data-frames`) hold a connection, of which a browser may have six: a page that nobody
 * sees gives it back.
 */

document.addEventListener('visibilitychange', () => {
  for (const image of document.querySelectorAll('[data-frames]')) {
    if (document.hidden) image.removeAttribute('src');
    else image.setAttribute('src', image.getAttribute('data-frames') ?? '');
  }
});
