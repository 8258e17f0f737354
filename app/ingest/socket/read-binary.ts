import { timeRange } from '../limits.ts';
import { findTextFault } from '../text-fault.ts';
import { requireFinite } from '../value.ts';
import { shortestDecimal } from './shortest-decimal.ts';
import type { SocketNames } from './socket-names.ts';

/** Something in a binary message that was refused; `byte` counts from 0. */
export interface BinaryFault {
  readonly byte: number;
  readonly reason: string;
}

export interface BinaryTarget {
  readonly names: SocketNames;
  keep(id: number, value: number, atMs: number): void;
  refuse(fault: BinaryFault): void;
}

/** The first byte of a message. docs/websocket.md tells the rest byte by byte; all numbers are little-endian. */
const KIND = { names: 1, now64: 2, now32: 3, timed64: 4, timed32: 5 } as const;

const ID_BYTES = 2;
const DELTA_BYTES = 4;
const BASE_BYTES = 8;
const NAME_HEAD_BYTES = 5;

/** Reads one binary message: names of series, or readings of those that have names. What is sound is kept, whatever stands beside it. */
export function readBinary(message: Buffer, nowMs: number, target: BinaryTarget): void {
  const kind = message[0];
  if (kind === KIND.names) readNames(message, target);
  else if (kind === KIND.now64 || kind === KIND.now32)
    readReadings(message, 1, kind === KIND.now32, undefined, target, nowMs);
  else if (kind === KIND.timed64 || kind === KIND.timed32) readTimed(message, kind === KIND.timed32, target);
  else if (kind === undefined)
    target.refuse({ byte: 0, reason: 'a binary message of no bytes says nothing; send text, or a kind from 1 to 5.' });
  else
    target.refuse({
      byte: 0,
      reason: `${kind} is no kind of message; the first byte is 1 for names, 2 to 5 for readings.`,
    });
}

/** Entries of id (2 bytes), bytes of the unit (1), bytes of the name (2), unit, name. */
function readNames(message: Buffer, target: BinaryTarget): void {
  let at = 1;
  while (at < message.length) {
    const end = endOfName(message, at);
    if (end === undefined) {
      target.refuse(cutOff(at));
      return;
    }
    const reason = readName(message, at, end, target.names);
    if (reason !== undefined) target.refuse({ byte: at, reason });
    at = end;
  }
}

/** Undefined: the message ends before. */
function endOfName(message: Buffer, at: number): number | undefined {
  if (at + NAME_HEAD_BYTES > message.length) return undefined;
  const end = at + NAME_HEAD_BYTES + message.readUInt8(at + 2) + message.readUInt16LE(at + 3);
  return end <= message.length ? end : undefined;
}

/** Gives the reason when it is refused. */
function readName(message: Buffer, at: number, end: number, names: SocketNames): string | undefined {
  const head = at + NAME_HEAD_BYTES;
  const unitEnd = head + message.readUInt8(at + 2);
  const fault = findTextFault(message.subarray(head, end));
  if (fault) return fault.reason;
  return names.define(
    message.readUInt16LE(at),
    message.toString('utf8', unitEnd, end),
    message.toString('utf8', head, unitEnd),
  );
}

function readTimed(message: Buffer, isShort: boolean, target: BinaryTarget): void {
  const start = 1 + BASE_BYTES;
  if (message.length < start) target.refuse(cutOff(1));
  else readReadings(message, start, isShort, Number(message.readBigUInt64LE(1)), target, 0);
}

/** Entries of id (2 bytes), milliseconds from the base (4, signed, only with a base), value (8 or 4). */
function readReadings(
  message: Buffer,
  start: number,
  isShort: boolean,
  baseMs: number | undefined,
  target: BinaryTarget,
  nowMs: number,
): void {
  const valueAt = ID_BYTES + (baseMs === undefined ? 0 : DELTA_BYTES);
  const entryBytes = valueAt + (isShort ? 4 : 8);
  let at = start;
  for (; at + entryBytes <= message.length; at += entryBytes) {
    const id = message.readUInt16LE(at);
    const value = isShort ? shortestDecimal(message.readFloatLE(at + valueAt)) : message.readDoubleLE(at + valueAt);
    const atMs = baseMs === undefined ? nowMs : baseMs + message.readInt32LE(at + ID_BYTES);
    const reason = findReadingFault(id, value, atMs, target.names);
    if (reason === undefined) target.keep(id, value, atMs);
    else target.refuse({ byte: at, reason });
  }
  if (at < message.length) target.refuse(cutOff(at));
}

function findReadingFault(id: number, value: number, atMs: number, names: SocketNames): string | undefined {
  if (names.get(id) === undefined) return `the id ${id} has no name yet; send it in a message of names first.`;
  if (!(atMs >= timeRange.fromMs && atMs < timeRange.beforeMs))
    return `the time ${atMs}, read as milliseconds, is not between 1970 and 2200.`;
  const finite = requireFinite(value);
  return finite.ok ? undefined : finite.reason;
}

function cutOff(byte: number): BinaryFault {
  return { byte, reason: 'the message ends within an entry; its last one was not kept.' };
}
