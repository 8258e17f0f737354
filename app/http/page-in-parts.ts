import type { Child } from 'hono/jsx';

/** So long a page waits for what takes its time. What comes sooner goes out in one piece; what fails sooner has a status of its own. */
const PATIENCE_MS = 60;

/** Stands in the markup of a page where that comes. No text of a person can look so: its `<` would be written otherwise. */
export const LATE_MARK = '<!--late-->';

const encoder = new TextEncoder();

export interface PartedPage {
  /** The whole page, with the mark in it. */
  readonly page: Child;
  readonly status: number;
  /** What comes in the place of the mark. */
  readonly late: Promise<Child>;
  /** What stands before it until it comes; a stylesheet hides it then. Only asked for where one has to wait. */
  readonly coming: () => Child;
  /** What is said in its place where it failed after the beginning has gone out. */
  readonly onFailure: (error: unknown) => Child;
}

/**
 * A page whose beginning goes out at once when a part of it takes its time, so that a browser can show the frame and fetch styles and
 * scripts meanwhile.
 *
 * Rejects as `late` does, when that fails soon.
 */
export async function pageInParts({ page, status, late, coming, onFailure }: PartedPage): Promise<Response> {
  const [before = '', after = ''] = `<!doctype html>${String(page)}`.split(LATE_MARK);
  const soon = await withinPatience(late);
  if (soon !== undefined) return answer(before + String(soon) + after, status);
  const told = late.catch(onFailure); // heard also where nobody waits any more
  const parts = async function* () {
    yield encoder.encode(before + String(coming()));
    yield encoder.encode(String(await told) + after);
  };
  return answer(ReadableStream.from(parts()) as ReadableStream<Uint8Array<ArrayBuffer>>, status);
}

function answer(body: string | ReadableStream<Uint8Array<ArrayBuffer>>, status: number): Response {
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** Undefined: it is not there yet. */
async function withinPatience<T>(late: Promise<T>): Promise<T | undefined> {
  const patience = Promise.withResolvers<undefined>();
  const timer = setTimeout(patience.resolve, PATIENCE_MS, undefined);
  try {
    return await Promise.race([late, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
