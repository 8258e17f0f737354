import { randomBytes } from 'node:crypto';
import { type Cursor, createStreamBuffer } from '../stream/buffer.ts';
import { formatEventId, parseEventId } from '../stream/event-id.ts';
import { FrameTimes } from '../stream/frame-times.ts';
import { DeflateLog } from '../stream/gzip/deflate-log.ts';
import { encodeEvent } from './encode-event.ts';
import { leaveOutSettled } from './leave-out-settled.ts';

/** One element that is redrawn by itself. `html` is the whole element and carries `id`. */
export interface Region {
  readonly id: string;
  readonly html: string;
}

/** A container of regions. `open` and `close` are its tags with all that stands around the regions. */
export interface Area {
  readonly id: string;
  readonly open: string;
  readonly regions: readonly Region[];
  readonly close: string;
  /** A list of the newest: its regions are all that is in the element, go at the front and come at the end, and are told so. */
  readonly isTail?: boolean;
}

/** What a new viewer gets: its own first bytes, then the shared ones from `cursor` on. */
export interface Viewing {
  readonly greeting: string;
  readonly cursor: Cursor;
  /** The frames that the cursor reads, compressed for all who take that. */
  readonly deflated: DeflateLog;
  /** When they were appended. */
  readonly times: FrameTimes;
}

/**
 * What an audience sees, drawn once for all of them. `redraw` compares each region with what was sent last,
 * puts the changed ones into one event (several when they are many) and appends it, encoded once, to the buffer that
 * every viewer reads.
 *
 * A page and its stream share the cursor: a page drawn at cursor `e-7` connects with `e-7` and reads from
 * frame 8 on. An unknown cursor (another screen, another start of the server, too long away) gets a snapshot. So does
 * everybody, by being sent away to come back, after a change that is too large to be kept for all.
 */
export interface Screen {
  readonly cursor: string;
  /** An area as it was sent last: what the page must hold at `cursor`. */
  html(areaId: string): string;
  /**
   * Draws and tells viewers what changed. When nothing has for a while, tells them that the stream is alive.
   * Does nothing when the screen is closed: who still holds it has its last state. True when something had changed.
   */
  redraw(): boolean;
  /** Tells viewers something beside what is drawn: an event of that name, which the page hears of. */
  tell(event: string, data: string): void;
  join(lastEventId: string | undefined): Viewing;
  /** The event that brings any page up to date. */
  snapshot(): string;
  stats(): ScreenStats;
  /** Not every viewer that has room was written what was drawn last. */
  readonly isTelling: boolean;
  close(): void;
}

export interface ScreenStats {
  /** Bytes kept for viewers, plain and compressed, also those that only a slow viewer still holds. */
  readonly memoryBytes: number;
  /** Pieces of them that are on their way to a viewer. */
  readonly leases: number;
}

/** A stream without changes says so this often; the page's watchdog takes 5 s of silence for a lost link. */
const BEAT_MS = 2000;
const SEGMENT_BYTES = 64 * 1024;
/** A viewer that lags by more than this is given a snapshot instead. */
const RETAIN_BYTES = 1024 * 1024;
const MAX_PINNED_BYTES = 8 * 1024 * 1024;
/** Changes beyond this go into a further event, so that each one fits the buffer whatever its characters. */
const MAX_EVENT_CHARS = 128 * 1024;
/** A single region or area that takes more as an event is not sent to all: everybody comes back for a snapshot. */
const MAX_EVENT_BYTES = RETAIN_BYTES - 100; // the rest is for the id

/** `draw` gives the same areas, by their ids, each time. */
export function createScreen(draw: () => readonly Area[], now: () => number = () => performance.now()): Screen {
  let epoch = newEpoch();
  let buffer = newBuffer();
  let deflated = new DeflateLog(buffer);
  let times = new FrameTimes();
  let areas = draw();
  let toldAt = now();
  let isClosed = false;
  /** At the newest frame, once somebody asked for it: after a restart every viewer does. */
  let newestSnapshot: string | undefined;

  const currentId = () => formatEventId(epoch, buffer.nextSeq - 1);
  const snapshot = () => {
    newestSnapshot ??= encodeEvent({ id: currentId(), data: areas.map(replaceArea).join('') });
    return newestSnapshot;
  };
  const append = (event: { readonly event?: string; readonly data: string }) => {
    times.note(buffer.append(encodeEvent({ id: formatEventId(epoch, buffer.nextSeq), ...event })), performance.now());
    newestSnapshot = undefined;
  };

  const sendAllAway = () => {
    buffer.seal();
    epoch = newEpoch();
    buffer = newBuffer();
    deflated = new DeflateLog(buffer);
    times = new FrameTimes();
    newestSnapshot = undefined;
  };

  return {
    get cursor() {
      return currentId();
    },
    html: areaId => fullHtml(findArea(areas, areaId)),
    snapshot,
    redraw() {
      if (isClosed) return false;
      const next = draw();
      const changes = changesBetween(areas, next);
      if (changes.length === 0 && now() - toldAt < BEAT_MS) return false;
      toldAt = now();
      if (changes.length === 0) append(BEAT);
      if (changes.every(fitsBuffer)) for (const data of packs(changes)) append({ data });
      else sendAllAway();
      areas = next; // Not before it was told: if that fails, the next drawing tells it.
      return changes.length > 0;
    },
    tell(event, data) {
      if (!isClosed) append({ event, data });
    },
    join(lastEventId) {
      const seen = parseEventId(lastEventId ?? '');
      const isKnown = seen?.epoch === epoch && seen.seq < buffer.nextSeq && seen.seq + 1 >= buffer.firstSeq;
      if (!isKnown) return { greeting: snapshot(), cursor: buffer.cursor('latest'), deflated, times };
      return { greeting: encodeEvent(BEAT), cursor: buffer.cursor({ after: seen.seq }), deflated, times };
    },
    get isTelling() {
      return buffer.isWaking;
    },
    stats() {
      const { retainedBytes, pinnedBytes, leases } = buffer.stats();
      return { memoryBytes: retainedBytes + pinnedBytes + deflated.memoryBytes, leases };
    },
    close() {
      isClosed = true;
      buffer.seal();
    },
  };
}

const BEAT = { event: 'beat', data: '' };

const newEpoch = () => randomBytes(6).toString('hex');

const newBuffer = () =>
  createStreamBuffer({
    segmentBytes: SEGMENT_BYTES,
    retainBytes: RETAIN_BYTES,
    maxPinnedBytes: MAX_PINNED_BYTES,
    resumeAt: 'latest',
  });

/** Partials for what differs: single regions where the set of regions stayed, else the whole area. */
function changesBetween(before: readonly Area[], after: readonly Area[]): string[] {
  return after.flatMap(area => areaChanges(findArea(before, area.id), area));
}

function areaChanges(before: Area, after: Area): string[] {
  if (!hasSameShape(before, after)) return slide(before, after) ?? [replaceArea(after)];
  return after.regions.flatMap(({ id, html }, i) => {
    const held = before.regions[i]!.html;
    return html === held ? [] : [partial(id, leaveOutSettled(held, html))];
  });
}

/**
 * Where the first regions went and others came at the end, as in a list of the newest lines, only those are told. Undefined when
 * something else changed, or so much that the whole is as short.
 */
function slide(before: Area, after: Area): string[] | undefined {
  if (!after.isTail || before.open !== after.open || before.close !== after.close) return undefined;
  const first = after.regions[0];
  const gone = before.regions.findIndex(({ id }) => id === first?.id);
  const stayed = before.regions.length - gone;
  if (gone < 0 || stayed > after.regions.length || 2 * stayed < after.regions.length) return undefined;
  const isSame = before.regions.slice(gone).every(({ id, html }, i) => {
    const region = after.regions[i]!;
    return id === region.id && html === region.html;
  });
  if (!isSame) return undefined;
  const html = after.regions.slice(stayed).map(region => region.html);
  return [
    ...before.regions.slice(0, gone).map(({ id }) => `<hx-partial hx-target="#${id}" hx-swap="delete"></hx-partial>`),
    ...(html.length > 0
      ? [`<hx-partial hx-target="#${after.id}" hx-swap="beforeend">${html.join('')}</hx-partial>`]
      : []),
  ];
}

/** As few texts as can be, in the same order. Almost always one. */
function packs(changes: readonly string[]): string[] {
  const texts: string[] = [];
  for (const change of changes) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + change.length <= MAX_EVENT_CHARS) texts[texts.length - 1] = last + change;
    else texts.push(change);
  }
  return texts;
}

function fitsBuffer(change: string): boolean {
  return change.length <= MAX_EVENT_CHARS || Buffer.byteLength(encodeEvent({ data: change })) <= MAX_EVENT_BYTES;
}

function hasSameShape(a: Area, b: Area): boolean {
  if (a.open !== b.open || a.close !== b.close || a.regions.length !== b.regions.length) return false;
  return a.regions.every((region, i) => region.id === b.regions[i]!.id);
}

const replaceArea = (area: Area) => partial(area.id, fullHtml(area));

const fullHtml = (area: Area) => area.open + area.regions.map(region => region.html).join('') + area.close;

/** Morphing keeps focus, scroll, typing and selection of what did not change. */
const partial = (id: string, html: string) =>
  `<hx-partial hx-target="#${id}" hx-swap="outerMorph">${html}</hx-partial>`;

function findArea(areas: readonly Area[], id: string): Area {
  const area = areas.find(candidate => candidate.id === id);
  if (!area) throw new Error(`The screen draws no area "${id}"; it draws ${areas.map(a => a.id).join(', ')}.`);
  return area;
}
