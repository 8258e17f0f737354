/** Where a reader stands in a stream: the life of the numbering (`epoch`) and the number of the last event it has. */
export interface EventId {
  readonly epoch: string;
  /** 0 stands for "before the first event". */
  readonly seq: number;
}

/** Longest epoch, in characters. */
export const MAX_EPOCH_CHARS = 64;

/** The text form, `epoch-seq`, fit for an SSE `id:` field and a `Last-Event-ID` header. */
export function formatEventId(epoch: string, seq: number): string {
  return `${epoch}-${seq}`;
}

/** Undefined for everything that `formatEventId` could not have written. Whether the epoch is ours is for the caller to judge. */
export function parseEventId(text: string): EventId | undefined {
  const cut = text.lastIndexOf('-');
  const [epoch, digits] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
  const seq = Number(digits);
  if (!isEpoch(epoch) || !DIGITS.test(digits) || !Number.isSafeInteger(seq)) return undefined;
  return { epoch, seq };
}

/** True for 1 to 64 letters, digits, `_`, `.` and `-`: nothing that could end an SSE line or a header. */
export function isEpoch(text: string): boolean {
  return text.length <= MAX_EPOCH_CHARS && EPOCH.test(text);
}

const EPOCH = /^[\w.-]+$/;
/** One spelling per number, so that equal positions have equal ids. */
const DIGITS = /^(?:0|[1-9]\d{0,15})$/;
