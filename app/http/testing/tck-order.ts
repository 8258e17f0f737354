import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import { exchangeOf } from '../exchange.ts';
import type { Handler, TckHost } from '../middleware.tck.ts';
import type { Middleware } from '../middleware.ts';
import { Journal } from './journal.ts';
import { boom, hello } from './tck-handlers.ts';

/** E1, E3, E4, E15: who runs when, and for whom. */
export function orderClaims(host: TckHost): readonly Claim[] {
  return [
    {
      name: 'E1 requests go in, responses and ends come out in reverse',
      run: async () => {
        const journal = new Journal();
        await using open = await host.open(
          ['a', 'b', 'c'].map(name => journal.middleware(name)),
          hello,
        );
        assert.equal(await (await open.fetch('/')).text(), 'hello');
        await journal.until('.a');
        assert.deepEqual(journal.entries, [
          '>a',
          '>b',
          '>c',
          '<c 200',
          '<b 200',
          '<a 200',
          '.c complete',
          '.b complete',
          '.a complete',
        ]);
        assert.deepEqual(
          journal.outcomes.map(outcome => [outcome.status, outcome.bytes]),
          Array(3).fill([200, 5]),
        );
      },
    },
    {
      name: 'E3 one instance in two hosts keeps 200 concurrent users apart',
      run: () => checkIsolation(host),
    },
    {
      name: 'E4 a short circuit skips what is inside of it, and its own response hook runs',
      run: async () => {
        const journal = new Journal();
        const b = journal.middleware('b', { processRequest: () => new Response('early', { status: 202 }) });
        const middlewares = [journal.middleware('a'), b, journal.middleware('c')];
        await using open = await host.open(middlewares, boom);
        assert.equal(await (await open.fetch('/')).text(), 'early');
        await journal.until('.a');
        assert.deepEqual(journal.entries, ['>a', '>b', '<b 202', '<a 202', '.b complete', '.a complete']);
      },
    },
    {
      name: 'E15 a middleware runs where "after" and "before" put it, whatever the order in which it was given',
      run: async () => {
        const journal = new Journal();
        const wanted = [
          { ...journal.middleware('c'), after: ['b'] },
          { ...journal.middleware('a'), before: ['b'] },
          journal.middleware('b'),
        ];
        await using open = await host.open(wanted, hello);
        await (await open.fetch('/')).text();
        await journal.until('.a');
        assert.deepEqual(journal.entries.slice(0, 3), ['>a', '>b', '>c']);
        const stuck = { name: 'd', after: ['d'] };
        await assert.rejects(async () => host.open([stuck], hello), /each wait for another/);
        await assert.rejects(async () => host.open([{ name: 'd', after: ['e'] }], hello), /not in this pipeline/);
      },
    },
  ];
}

async function checkIsolation(host: TckHost): Promise<void> {
  const clientCount = 200;
  const allArrived = Promise.withResolvers<void>();
  let arrived = 0;
  const signIn: Middleware = {
    name: 'sign-in',
    processRequest: async x => {
      x.slot(signIn, () => x.request.headers.get('x-user'));
      if (++arrived === clientCount) allArrived.resolve();
      await allArrived.promise;
    },
    processResponse: ({ headers }, x) => headers.set('x-seen', String(x.slot(signIn, () => 'nobody'))),
  };
  const handler: Handler = request => new Response(exchangeOf(request)!.slot(signIn, () => 'nobody'));
  await using one = await host.open([signIn], handler);
  await using two = await host.open([signIn], handler);
  const answers = Array.from({ length: clientCount }, async (_, i) => {
    const response = await (i % 2 ? one : two).fetch('/', { headers: { 'x-user': `user ${i}` } });
    assert.deepEqual([await response.text(), response.headers.get('x-seen')], [`user ${i}`, `user ${i}`]);
  });
  await Promise.all(answers);
}
