import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import { exchangeOf } from '../exchange.ts';
import type { TckHost } from '../middleware.tck.ts';
import type { Middleware } from '../middleware.ts';
import { Journal } from './journal.ts';
import { endless } from './tck-handlers.ts';

/** E16, and Requests in the place of others. */
export function replacementClaims(host: TckHost): readonly Claim[] {
  return [
    {
      name: 'E16 a hook replaces the response: outer hooks see the new one, the old body is cancelled',
      run: async () => {
        const journal = new Journal();
        const cancelled = Promise.withResolvers<unknown>();
        const b = journal.middleware('b', {
          processResponse: () => new Response('instead', { status: 203, headers: { 'x-new': 'yes' } }),
        });
        await using open = await host.open(
          [journal.middleware('a'), b],
          () => new Response(endless('old', cancelled.resolve), { headers: { 'x-old': 'yes', 'content-length': '3' } }),
        );
        const response = await open.fetch('/');
        assert.deepEqual([response.status, await response.text()], [203, 'instead']);
        assert.deepEqual([response.headers.get('x-new'), response.headers.get('x-old')], ['yes', null]);
        await Promise.all([journal.until('.a'), cancelled.promise]);
        assert.deepEqual(journal.entries, ['>a', '>b', '<b 200', '<a 203', '.b complete', '.a complete']);
        assert.equal(journal.outcomes[0]?.bytes, 'instead'.length);
      },
    },
    {
      name: 'E16 a short text that is replaced leaves neither its length nor its type behind',
      run: async () => {
        const instead = { name: 'instead', processResponse: () => new Response('a longer text instead') };
        await using open = await host.open([instead], () => new Response('old', { headers: { 'x-old': 'yes' } }));
        const response = await open.fetch('/');
        assert.equal(await response.text(), 'a longer text instead');
        assert.equal(response.headers.get('x-old'), null);
      },
    },
    {
      name: 'a Request that a hook puts in the place of another leads to the same exchange',
      run: async () => {
        const journal = new Journal();
        const a: Middleware = {
          name: 'a',
          processRequest: x => {
            x.slot(a, () => 'kept');
            return new Request(x.request, { headers: { 'x-added': 'yes' } });
          },
          processResponse: ({ headers }, x) => headers.set('x-route', String(x.route)),
        };
        await using open = await host.open([journal.middleware('outer'), a], request => {
          exchangeOf(request)!.route = '/set/below';
          return new Response(`${exchangeOf(request)!.slot(a, () => 'lost')} ${request.headers.get('x-added')}`);
        });
        const response = await open.fetch('/', { method: 'POST', body: 'content' });
        assert.equal(await response.text(), 'kept yes');
        assert.equal(response.headers.get('x-route'), '/set/below');
      },
    },
    {
      name: 'a Response shared between requests is not changed by hooks',
      run: async () => {
        const shared = new Response(null, { status: 204 });
        let count = 0;
        const a: Middleware = {
          name: 'a',
          processResponse: ({ headers }) => headers.append('x-count', String(++count)),
        };
        await using open = await host.open([a], () => shared);
        await open.fetch('/');
        assert.equal((await open.fetch('/')).headers.get('x-count'), '2');
        assert.equal(shared.headers.get('x-count'), null);
      },
    },
  ];
}
