import { meterBody } from './meter-body.ts';
import type { Ending, Passage } from './passage.ts';
import { discardBody } from './response.ts';

/** A whole passage on a host that takes Responses: hooks, `next`, hooks, and a body that reports its end. Never rejects. */
export async function respond(
  passage: Passage,
  next: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const response = await passage.leaveWith(await passage.answer(() => next(passage.exchange.request)));
  const end = (ending: Omit<Ending, 'status'>) => passage.end({ ...ending, status: response.status });
  if (passage.exchange.isAborted) {
    discardBody(response);
    end({ kind: 'client-aborted', bytes: 0 });
    return new Response(null, response);
  }
  if (response.body) return new Response(meterBody(response.body, passage.exchange.signal, end), response);
  end({ kind: 'complete', bytes: 0 });
  return response;
}
