import type { ServerResponse } from 'node:http';
import { asError } from './as-error.ts';
import { toNodeHeaders } from './node-head.ts';
import { carriesBody } from './response.ts';
import { hasClosed } from './stream-of.ts';

/** The methods by which a Node response is written, as loosely typed as they are overloaded. */
export interface Writing {
  writeHead(...args: unknown[]): ServerResponse;
  write(...args: unknown[]): boolean;
  end(...args: unknown[]): unknown;
}

/**
 * Writes a whole Response at the client's pace. A broken body destroys the connection; when the client leaves, the body
 * is cancelled. Never rejects. By default writes the plain way, through the hooks; `writing` goes past them.
 */
export async function writeResponse(
  response: Response,
  outgoing: ServerResponse,
  writing: Writing = outgoing as unknown as Writing,
): Promise<void> {
  const reader = response.body?.getReader();
  const cancel = () => reader?.cancel().catch(error => outgoing.destroy(asError(error)));
  outgoing.once('close', cancel);
  try {
    writing.writeHead(response.status, toNodeHeaders(response.headers));
    // A hook may have set a status that has no body.
    if (hasClosed(outgoing) || !carriesBody(outgoing.req.method ?? 'GET', outgoing.statusCode)) cancel();
    else if (reader) outgoing.flushHeaders();
    for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
      if (!writing.write(step.value)) await writable(outgoing);
    }
    outgoing.off('close', cancel);
    writing.end();
  } catch (error) {
    outgoing.destroy(asError(error));
  }
}

/** Resolves when writing makes sense again, or never will: the client may leave instead of reading. */
async function writable(outgoing: ServerResponse): Promise<void> {
  if (hasClosed(outgoing)) return;
  await new Promise<void>(resolve => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}
