// @ts-check
/**
 * A dashboard on a wall: its clock, the screen that stays on, and all of it in sight when panels came, went or were moved meanwhile.
 */
const MAX_ROWS = 40;
const root = document.documentElement;

function tellTime() {
  const clock = document.querySelector('[data-clock]');
  if (!(clock instanceof HTMLTimeElement)) return;
  const now = new Date();
  clock.dateTime = now.toISOString();
  const look = /** @type {const} */ ({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: clock.dataset.zone,
  });
  clock.textContent = now.toLocaleTimeString('en-GB', look);
}

/** The rows that all panels reach down to. */
function fit() {
  const ends = Array.from(document.querySelectorAll('.cloth > [data-h]'), element => {
    const { y = 0, y200 = 0, h = 0 } = /** @type {HTMLElement} */ (element).dataset;
    return Number(y) + 200 * Number(y200) + Number(h);
  });
  if (ends.length > 0) root.dataset.h = String(Math.min(MAX_ROWS, Math.max(...ends)));
}

/** Where a browser cannot or may not keep its screen on, the settings of the wall decide. */
function stayOn() {
  if (!document.hidden)
    navigator.wakeLock?.request('screen').catch(error => console.info(`The screen may turn off: ${error.message}`));
}

tellTime();
setInterval(tellTime, 1000);
stayOn();
document.addEventListener('visibilitychange', stayOn);
document.addEventListener('htmx:after:swap', fit);
