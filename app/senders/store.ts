import { unwritableSentence } from '../../db/keeper/unwritable-sentence.ts';
import type { State } from '../../db/state.ts';
import { addressKey } from '../http/address-key.ts';
import type { Delivery } from './delivery.ts';
import { KeptNotes } from './kept-notes.ts';
import { type DoorNote, notes, type SenderNote } from './notes.ts';
import { RecentRate } from './recent-rate.ts';

/** Senders that are known at most, each in each of its protocols; some 1 kB each. The one that was silent longest goes first. */
export const MAX_SENDERS = 500;

/** Those who were turned away, by address and status, at most; of more, those who came last. */
export const MAX_DOORS = 200;

/** Longer texts of others are cut. */
const MAX_CHARS = { reason: 400, excerpt: 160, userAgent: 120, asked: 120 };

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

export interface KnownSender extends Origin {
  readonly senderId: string;
  readonly name: string;
  readonly protocol: string;
}

export interface Visitor extends Origin {
  readonly asked: string;
  readonly status: number;
  readonly reason: string;
}

export interface ListedSender extends SenderNote {
  /** Over the last minute. */
  readonly perSecond: number;
}

/** What came in one protocol since the start. */
export interface ProtocolTotals {
  readonly protocol: string;
  readonly requests: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly refusedRequests: number;
}

export type SenderStore = ReturnType<typeof createSenderStore>;

/** Who sends, and what becomes of it. In memory, written down by `save` and at the end. */
export function createSenderStore({ db, transactional }: State, now: () => number) {
  const rates = new Map<string, RecentRate>();
  const onDrop = (key: string) => rates.delete(key);
  const senders = new KeptNotes({ db, kind: 'sender', schema: notes.sender, max: MAX_SENDERS, onDrop });
  const doors = new KeptNotes({ db, kind: 'door', schema: notes.door, max: MAX_DOORS });
  const totals = new Map<string, { -readonly [K in keyof ProtocolTotals]: ProtocolTotals[K] }>();
  const listeners = new Set<() => void>();

  const tell = () => {
    for (const listener of listeners) listener();
  };

  const save = transactional(function saveSenders(): void {
    for (const kept of [senders, doors]) {
      kept.save();
      transactional.current()?.onCommit(() => kept.settle());
    }
  });

  return {
    /** Counts a request of a sender who was let in. A refusal as a whole has no counts. */
    took(sender: KnownSender, { accepted, rejected = 0, reason, excerpt }: Delivery): void {
      const atMs = now();
      const key = `${sender.senderId} ${sender.protocol}`;
      const before = senders.get(key) ?? { ...NOTHING, firstMs: atMs };
      const refused = accepted === undefined ? 1 : 0;
      const refusal = reason === undefined ? before.refusal : cutRefusal(atMs, reason, excerpt);
      const keptMs = accepted ? atMs : before.keptMs;
      senders.put(key, {
        ...before,
        ...sender,
        userAgent: cut(sender.userAgent, MAX_CHARS.userAgent),
        requests: before.requests + 1,
        accepted: before.accepted + (accepted ?? 0),
        rejected: before.rejected + rejected,
        refusedRequests: before.refusedRequests + refused,
        lastMs: atMs,
        ...(refusal && { refusal }),
        ...(keptMs !== undefined && { keptMs }),
      });
      const rate = rates.get(key) ?? new RecentRate();
      rates.set(key, rate);
      rate.add(accepted ?? 0, atMs);
      const total = totals.get(sender.protocol) ?? { protocol: sender.protocol, ...NO_COUNTS };
      totals.set(sender.protocol, total);
      total.requests++;
      total.accepted += accepted ?? 0;
      total.rejected += rejected;
      total.refusedRequests += refused;
      tell();
    },

    /** Counts a request that was turned away. */
    turnedAway({ address, userAgent, asked, status, reason }: Visitor): void {
      const atMs = now();
      const at = addressKey(address);
      const key = `${at} ${status}`;
      const before = doors.get(key);
      doors.put(key, {
        address: at,
        requests: (before?.requests ?? 0) + 1,
        status,
        asked: cut(asked, MAX_CHARS.asked),
        reason: cut(reason, MAX_CHARS.reason),
        userAgent: cut(userAgent, MAX_CHARS.userAgent),
        firstMs: before?.firstMs ?? atMs,
        lastMs: atMs,
      });
      tell();
    },

    /** The one that came last first. */
    senders(): ListedSender[] {
      const atMs = now();
      const listed = Array.from(senders.entries(), ([key, note]) => ({
        ...note,
        perSecond: rates.get(key)?.perSecond(atMs) ?? 0,
      }));
      return listed.reverse();
    },

    /** The name of the token that sends under this id, where it is remembered. */
    nameOf(senderId: string): string | undefined {
      for (const note of senders.values()) if (note.senderId === senderId) return note.name;
      return undefined;
    },

    /** Who came last first. */
    doors: (): DoorNote[] => [...doors.values()].reverse(),

    totals: (): ProtocolTotals[] => [...totals.values()],

    /** Calls after each change, until the function that it gives is called. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Writes down what has changed since the last time. */
    save,

    /** On a full disk it loses what was counted since the last time, as a crash does. */
    close(): void {
      try {
        save();
      } catch (error) {
        if (unwritableSentence(error) === undefined) throw error;
      }
    },
  };
}

const NO_COUNTS = { requests: 0, accepted: 0, rejected: 0, refusedRequests: 0 };
const NOTHING: Pick<SenderNote, keyof typeof NO_COUNTS | 'refusal' | 'keptMs'> = NO_COUNTS;

function cutRefusal(atMs: number, reason: string, excerpt: string | undefined): NonNullable<SenderNote['refusal']> {
  const known = { atMs, reason: cut(reason, MAX_CHARS.reason) };
  return excerpt === undefined ? known : { ...known, excerpt: cut(excerpt, MAX_CHARS.excerpt) };
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).toWellFormed()}…`;
}
