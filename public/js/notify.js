// @ts-check
/**
 * Notifications of the browser itself, for who asked for them by a press: while no page of this server is looked at, one
 * tab of the browser (it holds a lock) listens for events and shows them. They exist on https and localhost only.
 */
const NOTIFY_KEY = 'telltale-notify';
const LEAST_KEY = 'telltale-notices';
const RETRY_MS = 30_000;

const button = document.querySelector('[data-notify]');
const notifyState = document.querySelector('[data-notify-state]');
const noticesHref = document.getElementById('toasts')?.dataset.noticesHref;
const isPossible = 'Notification' in window && 'locks' in navigator && isSecureContext;

const isOn = () => isPossible && Notification.permission === 'granted' && localStorage.getItem(NOTIFY_KEY) === 'on';

function show() {
  const row = document.querySelector('[data-notify-choice]');
  if (row instanceof HTMLElement) row.hidden = false;
  if (!(button instanceof HTMLElement) || !button.lastChild || !notifyState) return;
  button.toggleAttribute('disabled', !isPossible || Notification.permission === 'denied');
  button.setAttribute('aria-pressed', String(isOn()));
  button.lastChild.textContent = isOn() ? 'Notify me no more' : 'Notify me when I look elsewhere';
  notifyState.textContent = words();
}

function words() {
  if (!isPossible) return 'This browser can notify only over https, or on localhost.';
  if (Notification.permission === 'denied')
    return 'The browser was told to refuse; its settings for this address can allow it.';
  if (isOn()) return 'On, as long as one page of this server is open somewhere in this browser.';
  return 'The browser asks whether this server may.';
}

button?.addEventListener('click', async () => {
  if (isOn()) localStorage.setItem(NOTIFY_KEY, 'off');
  else if ((await Notification.requestPermission()) === 'granted') {
    localStorage.setItem(NOTIFY_KEY, 'on');
    listen();
  }
  show();
});

/** The lock is held as long as the page is open; the next tab in line goes on. */
function listen() {
  navigator.locks.request(NOTIFY_KEY, () => new Promise(connect));
}

function connect() {
  if (!noticesHref) return;
  const source = new EventSource(noticesHref);
  source.addEventListener('notice', event => notify(JSON.parse(event.data)));
  // Refused, and not only cut: the browser would not try again.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
  });
}

/** @param {{ id: string, topic: string, title: string, message: string, priority: number, href: string, count: number }} notice */
function notify({ topic, title, message, priority, href, count }) {
  if (!isOn() || priority < Number(localStorage.getItem(LEAST_KEY) ?? 3) || document.hasFocus()) return;
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  const notification = new Notification(title === '' ? topic : title, {
    body: `${message}${more}`,
    tag: `telltale ${topic}`,
    requireInteraction: priority === 5,
  });
  notification.onclick = () => {
    window.focus();
    location.assign(href);
  };
}

if (isOn()) listen();
show();
