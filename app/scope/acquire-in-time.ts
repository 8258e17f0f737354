import type { Held, Resource } from './around.contract.ts';
import { AcquireTimeoutError } from './errors.ts';
import { limit } from './limit.ts';
import type { AcquireCall } from './resource-opener.ts';

/**
 * Waits for what `acquire` gives. Rejects when the call's time is up or its signal aborts; what arrives all the same is handed
 * to `giveBack`.
 */
export async function acquireInTime<H extends Held>(
  call: AcquireCall,
  resource: Resource<H | PromiseLike<H>, readonly unknown[]>,
  giveBack: (late: PromiseLike<H>) => void,
): Promise<H> {
  const { label, self, args, acquireTimeoutMs: timeoutMs } = call;
  const sinceMs = performance.now();
  const giveUp = new AbortController();
  const refused = Promise.withResolvers<never>();
  const leave = (reason: unknown) => {
    refused.reject(reason);
    giveUp.abort(reason);
  };
  const timeoutError = () => new AcquireTimeoutError(label, performance.now() - sinceMs, undefined);
  const stopWatching = limit({ timeoutMs, signal: call.signal }, leave, timeoutError);
  const coming = (async () => resource.acquire({ label, self, args, signal: giveUp.signal }))();
  try {
    return await Promise.race([coming, refused.promise]);
  } catch (error) {
    if (giveUp.signal.aborted) giveBack(coming);
    throw error;
  } finally {
    stopWatching();
  }
}
