/** Where a request stands in a distributed trace. */
export interface TraceContext {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits: the caller's span. Missing when the trace starts here. */
  readonly parentId?: string;
  /** The caller records this trace. */
  readonly sampled: boolean;
}

const TRACEPARENT =
  /^(?<version>[\da-f]{2})-(?<traceId>[\da-f]{32})-(?<parentId>[\da-f]{16})-(?<flags>[\da-f]{2})(?<more>-.*)?$/;
const SAMPLED_FLAG = 0x01;

/**
 * Reads a `traceparent` header (W3C Trace Context, version 00). Upper case, zero ids, version `ff` and anything
 * behind a version 00 value are invalid and give undefined; a longer value of a later version is read like version 00.
 */
export function parseTraceparent(header: string | null): TraceContext | undefined {
  const { version, traceId, parentId, flags, more } = TRACEPARENT.exec(header ?? '')?.groups ?? {};
  if (!version || !traceId || !parentId || !flags || version === 'ff') return undefined;
  if (version === '00' && more !== undefined) return undefined;
  if (isZero(traceId) || isZero(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & SAMPLED_FLAG) !== 0 };
}

/** A trace that starts here. Not sampled: nothing here records spans. */
export function startTrace(): TraceContext {
  return { traceId: crypto.randomUUID().replaceAll('-', ''), sampled: false };
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
