import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import type { TckHost } from '../middleware.tck.ts';
import { Journal } from './journal.ts';
import { endless, leave } from './tck-handlers.ts';

/** E7: clients that leave. */
export function leavingClaims(host: TckHost): readonly Claim[] {
  return [
    {
      name: 'E7 a client that leaves while its request is queued reaches no handler, and ends once as aborted',
      run: async () => {
        const journal = new Journal();
        const client = new AbortController();
        const queue = journal.middleware('queue', { processRequest: async ({ signal }) => leave(client, signal) });
        await using open = await host.open([queue], () => {
          journal.note('handler');
          return new Response();
        });
        await open.fetch('/', { signal: client.signal }).catch(() => {});
        await journal.until('.queue');
        assert.deepEqual(journal.entries, ['>queue', '<queue 499', '.queue client-aborted']);
      },
    },
    {
      name: 'E7 a client that leaves before the head: the signal aborts, one end as aborted',
      run: async () => {
        const journal = new Journal();
        const client = new AbortController();
        await using open = await host.open([journal.middleware('a')], async ({ signal }) => {
          await leave(client, signal);
          throw new Error('nobody is there');
        });
        await open.fetch('/', { signal: client.signal }).catch(() => {});
        await journal.until('.a');
        assert.deepEqual(journal.entries, ['>a', '<a 499', '.a client-aborted']);
      },
    },
    {
      name: 'E7 what a handler returns for a client that has left is cancelled, and told as 499',
      run: async () => {
        const journal = new Journal();
        const client = new AbortController();
        const cancelled = Promise.withResolvers<unknown>();
        await using open = await host.open([journal.middleware('a')], async ({ signal }) => {
          await leave(client, signal);
          return new Response(endless('late', cancelled.resolve));
        });
        await open.fetch('/', { signal: client.signal }).catch(() => {});
        await Promise.all([journal.until('.a'), cancelled.promise]);
        assert.deepEqual(journal.entries, ['>a', '<a 499', '.a client-aborted']);
        assert.deepEqual([journal.outcomes[0]?.status, journal.outcomes[0]?.bytes], [499, 0]);
      },
    },
    {
      name: 'E7 a client that leaves mid-stream: the source is cancelled, one end as aborted with the bytes so far',
      run: async () => {
        const journal = new Journal();
        const client = new AbortController();
        const cancelled = Promise.withResolvers<unknown>();
        let isAborted: boolean | undefined;
        const a = journal.middleware('a', {
          processEnd: (_, { signal }) => {
            isAborted = signal.aborted;
          },
        });
        await using open = await host.open([a], () => new Response(endless('tick', cancelled.resolve)));
        const response = await open.fetch('/', { signal: client.signal });
        await response.body!.getReader().read();
        client.abort();
        await Promise.all([journal.until('.a'), cancelled.promise]);
        assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
        assert.deepEqual([journal.outcomes[0]?.bytes, isAborted], [4, true]);
      },
    },
  ];
}
