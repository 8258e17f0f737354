/** Where a request stands in a distributed trace. */
export interface TraceContext {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits: the caller's span. Missing when the trace starts here. */
  readonly parentId?: string;
  /** 16 lower-case hex digits: this request's own span, the parent of every call made for it. */
  readonly spanId: string;
  /** The caller records this trace. */
  readonly sampled: boolean;
  /** `tracestate` as it came, to be handed on. */
  readonly state?: string;
}

export interface Traceparent {
  readonly traceId: string;
  readonly parentId: string;
  readonly sampled: boolean;
}

const TRACEPARENT =
  /^(?<version>[\da-f]{2})-(?<traceId>[\da-f]{32})-(?<parentId>[\da-f]{16})-(?<flags>[\da-f]{2})(?<more>-.*)?$/;
const SAMPLED_FLAG = 0x01;

/**
 * Reads a `traceparent` header (W3C Trace Context, version 00). Upper case, zero ids, version `ff` and anything
 * behind a version 00 value are invalid and give undefined; a longer value of a later version is read like version 00.
 */
export function parseTraceparent(header: string | null): Traceparent | undefined {
  const { version, traceId, parentId, flags, more } = TRACEPARENT.exec(header ?? '')?.groups ?? {};
  if (!version || !traceId || !parentId || !flags || version === 'ff') return undefined;
  if (version === '00' && more !== undefined) return undefined;
  if (isZero(traceId) || isZero(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & SAMPLED_FLAG) !== 0 };
}

/** The place of a request in the caller's trace, or in a new one: an invalid header is never an error. `tracestate` counts only beside a valid `traceparent`. */
export function openTrace(traceparent: string | null, tracestate: string | null): TraceContext {
  const parent = traceparent === null ? undefined : parseTraceparent(traceparent);
  // Not sampled: nothing here records spans.
  if (!parent) return { traceId: newTraceId(), spanId: newSpanId(), sampled: false };
  const state = parseTracestate(tracestate);
  return { ...parent, spanId: newSpanId(), ...(state !== undefined && { state }) };
}

/** Most members that a `tracestate` may have (W3C Trace Context, 3.3.1.1). */
const MAX_STATE_MEMBERS = 32;
const MAX_STATE_CHARS = 4096;
const KEY = /^(?:[a-z][a-z\d_\-*/]{0,255}|[a-z\d][a-z\d_\-*/]{0,240}@[a-z][a-z\d_\-*/]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/** Undefined for a list that breaks the grammar, which must be dropped as a whole, and for an empty one. */
export function parseTracestate(header: string | null): string | undefined {
  if (!header || header.length > MAX_STATE_CHARS) return undefined;
  const members = header
    .split(',')
    .map(member => member.trim())
    .filter(Boolean);
  const keys = new Set(members.map(member => member.slice(0, member.indexOf('='))));
  const isValid = members.every(member => {
    const cut = member.indexOf('=');
    return KEY.test(member.slice(0, cut)) && VALUE.test(member.slice(cut + 1));
  });
  if (!isValid || keys.size < members.length || members.length > MAX_STATE_MEMBERS) return undefined;
  return members.length > 0 ? members.join(',') : undefined;
}

function newTraceId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** The digits of a UUID that are all random. */
function newSpanId(): string {
  const uuid = crypto.randomUUID();
  return uuid.slice(24) + uuid.slice(0, 4);
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
