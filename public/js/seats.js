// @ts-check
import { isUnseen } from './unseen.js';

/**
 * Over HTTP/1.1 a browser keeps six connections to a server, for all of its pages together. A seventh request waits
 * without a word, that of a page being opened too. So the pages that are in view share five and leave one free: who came
 * first holds its stream, who came later waits until somebody leaves. Over HTTP/2 there is nothing to share.
 */
const SEATS = 5;
/** A page that crashed says no farewell: who waits asks again so often who is there, and gives them so long to answer. */
const ASK_EVERY_MS = 5000;
const ANSWER_MS = 300;

/** @typedef {{ id: string, sinceMs: number, seats: number }} Holder */
/** @typedef {{ kind: 'hold', holder: Holder } | { kind: 'free', id: string } | { kind: 'ask' }} Message */

/**
 * Takes a place among the pages of this browser; `onChange` is told when it has to wait, and when it need not any more.
 * @param {{ onChange: (isWaiting: boolean) => void }} options
 */
export function takeSeat({ onChange }) {
  const [navigation] = performance.getEntriesByType('navigation');
  const { nextHopProtocol } = /** @type {PerformanceNavigationTiming} */ (navigation) ?? {};
  if (!nextHopProtocol?.startsWith('http/1')) return;

  const channel = new BroadcastChannel('telltale-seats');
  const id = `${Math.random()}`;
  /** @type {Map<string, Holder>} */
  const holders = new Map();
  /** @type {Holder | undefined} */
  let me;
  let isWaiting = false;

  /** @param {Message} message */
  const say = message => channel.postMessage(message);
  /** Pictures that come without end hold a connection, too. */
  const seats = () => 1 + document.querySelectorAll('[data-frames]').length;
  /** @param {Holder} one @param {Holder} other */
  const isBefore = (one, other) => one.sinceMs < other.sinceMs || (one.sinceMs === other.sinceMs && one.id < other.id);

  const hold = () => {
    if (me) say({ kind: 'hold', holder: { ...me, seats: seats() } });
  };
  const decide = () => {
    const self = me;
    if (!self) return;
    const taken = [...holders.values()]
      .filter(other => isBefore(other, self))
      .reduce((sum, other) => sum + other.seats, 0);
    const mustWait = taken + seats() > SEATS;
    if (mustWait === isWaiting) return;
    isWaiting = mustWait;
    if (isWaiting) say({ kind: 'free', id });
    else hold();
    onChange(isWaiting);
  };
  const come = () => {
    me = { id, sinceMs: Date.now(), seats: seats() };
    isWaiting = false;
    hold();
    say({ kind: 'ask' });
  };
  const leave = () => {
    me = undefined;
    say({ kind: 'free', id });
    if (isWaiting) onChange(false);
    isWaiting = false;
  };

  channel.onmessage = ({ data }) => {
    const message = /** @type {Message} */ (data);
    if (message.kind === 'ask') {
      if (!isWaiting) hold();
      return;
    }
    if (message.kind === 'hold') holders.set(message.holder.id, message.holder);
    else holders.delete(message.id);
    decide();
  };
  setInterval(() => {
    if (!isWaiting) return;
    holders.clear();
    say({ kind: 'ask' });
    setTimeout(decide, ANSWER_MS);
  }, ASK_EVERY_MS);
  document.addEventListener('visibilitychange', () => (isUnseen() ? leave() : come()));
  addEventListener('pagehide', leave);
  addEventListener('pageshow', event => event.persisted && come());
  if (!isUnseen()) come();
}
