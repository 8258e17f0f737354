// @ts-check
/**
 * The slider of an image (`data-scrub`): pictures change under the finger, over the newest one, which goes on living
 * below. At its end it follows what comes. The address always leads to what is looked at.
 */

/** Time and hash of a picture. @typedef {[atMs: number, hash: string]} Moment */

const look = document.querySelector('[data-look]');
const form = look?.querySelector('[data-scrub]');
const slider = form?.querySelector('input[type="range"]');

if (look instanceof HTMLElement && form instanceof HTMLFormElement && slider instanceof HTMLInputElement)
  scrub(look, form, slider);

/** @param {HTMLElement} look @param {HTMLFormElement} form @param {HTMLInputElement} slider */
function scrub(look, form, slider) {
  /** @type {Moment[]} */
  const moments = JSON.parse(form.dataset.moments ?? '[]');
  const stage = look.querySelector('.look__stage');
  const on = form.querySelector('.scrub__on');
  const here = new URL(location.href);
  const isPast = here.searchParams.has('at');
  const over = makeOver();
  let isFollowing = !isPast;
  form.querySelector('[data-scrub-show]')?.remove();

  const { min } = slider;
  slider.addEventListener('input', () => {
    const moment = momentAt(Number(slider.value));
    if (moment) show(moment);
  });
  slider.addEventListener('change', settle);
  // Arrows go from picture to picture: a millisecond is no step for a person.
  slider.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const moment = momentAt(Number(slider.value));
    const at = Math.max(0, moment ? moments.indexOf(moment) : 0) + by;
    const next = moments[Math.min(moments.length - 1, Math.max(0, at))];
    if (!next) return;
    slider.value = String(next[0]);
    show(next);
    settle();
  });
  form.addEventListener('submit', event => event.preventDefault());

  if (stage && !isPast)
    new MutationObserver(learn).observe(stage, { subtree: true, childList: true, attributes: true });

  /** The newest picture of a moment. @param {number} atMs */
  function momentAt(atMs) {
    return moments.filter(([each]) => each <= atMs).at(-1) ?? moments[0];
  }

  /** @param {Moment} moment */
  function show([atMs, hash]) {
    const words = timeWords(atMs);
    isFollowing = !isPast && atMs === moments.at(-1)?.[0];
    over.show(isFollowing, hash, atMs, words);
    slider.setAttribute('aria-valuetext', isFollowing ? `${words}, the newest` : words);
    mark(atMs);
    const download = look.querySelector('[data-look-download]');
    if (download instanceof HTMLAnchorElement) Object.assign(download, { href: hrefOf(hash), download: '' });
  }

  /** The address of what is looked at, without a step back for each of them. */
  function settle() {
    const moment = momentAt(Number(slider.value));
    if (!moment) return;
    if (isFollowing) here.searchParams.delete('at');
    else here.searchParams.set('at', String(moment[0]));
    history.replaceState(history.state, '', here);
  }

  /** @param {number} atMs */
  function mark(atMs) {
    const length = Math.max(1, Number(slider.max) - Number(min));
    const x = `${Math.min(100, Math.max(0, ((atMs - Number(min)) / length) * 100)).toFixed(2)}%`;
    on?.setAttribute('x1', x);
    on?.setAttribute('x2', x);
  }

  /** A new picture came: the slider reaches to it, and goes along if it stood at the end. */
  function learn() {
    const now = stage?.querySelector('[data-look-now]');
    if (!(now instanceof HTMLElement)) return;
    const [atMs, hash] = [Number(now.dataset.at), now.dataset.hash ?? ''];
    const last = moments.at(-1);
    if (last && atMs <= last[0]) return;
    moments.push([atMs, hash]);
    slider.max = String(atMs);
    if (isFollowing) slider.value = slider.max;
    mark(Number(slider.value));
  }

  /** @param {string} hash */
  function hrefOf(hash) {
    return (look.dataset.pictureHref ?? '').replace('HASH', hash);
  }

  /** The picture of the past, over the newest one; on a page of the past the one that is there. */
  function makeOver() {
    const there = stage?.querySelector('[data-look-past]');
    const figure = there?.closest('figure') ?? pastFigure();
    const image = /** @type {HTMLImageElement} */ (figure.querySelector('img'));
    const time = /** @type {HTMLTimeElement} */ (figure.querySelector('time'));
    const about = figure.querySelector('.look__about');
    if (!there) stage?.append(figure);
    return {
      /** @param {boolean} isNow @param {string} hash @param {number} atMs @param {string} words */
      show(isNow, hash, atMs, words) {
        if (!there) figure.hidden = isNow;
        if (isNow) return;
        image.src = hrefOf(hash);
        image.alt = `${document.querySelector('h1')?.textContent ?? ''} at ${words}`;
        time.dateTime = new Date(atMs).toISOString();
        time.textContent = words;
        if (about) about.textContent = '';
      },
    };
  }
}

function pastFigure() {
  const figure = document.createElement('figure');
  figure.className = 'look__figure look__over';
  figure.hidden = true;
  const caption = document.createElement('figcaption');
  caption.className = 'look__caption';
  const word = document.createElement('b');
  word.className = 'look__word';
  word.textContent = 'As it was';
  const time = document.createElement('time');
  time.className = 'look__time';
  caption.append(word, time);
  const image = document.createElement('img');
  image.className = 'look__picture';
  image.alt = '';
  figure.append(caption, image);
  return figure;
}

/** @param {number} atMs */
function timeWords(atMs) {
  const date = new Date(atMs);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`;
}
