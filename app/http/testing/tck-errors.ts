import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import { HttpError } from '../http-error.ts';
import type { Handler, TckHost } from '../middleware.tck.ts';
import type { Middleware } from '../middleware.ts';
import { Journal } from './journal.ts';
import { boom, fail, hello, streamOf } from './tck-handlers.ts';

/** E5, E6: whatever throws, wherever it throws. */
export function errorClaims(host: TckHost): readonly Claim[] {
  return [
    ...faults.map(
      ({ where, b, handler, entries }): Claim => ({
        name: `E5 a throw in ${where} becomes one well-formed 500, and the next request is served`,
        run: async () => {
          const journal = new Journal();
          await using open = await host.open([journal.middleware('a'), journal.middleware('b', b)], handler);
          for (const round of [1, 2]) {
            const response = await open.fetch('/');
            assert.equal(response.status, 500);
            assert.equal(await response.text(), 'Internal Server Error');
            await journal.until('.a', round);
          }
          assert.deepEqual(journal.entries.slice(0, journal.entries.length / 2), [
            ...entries,
            '.b complete',
            '.a complete',
          ]);
          assert.match(String(journal.outcomes[0]?.error), /boom/);
        },
      }),
    ),
    {
      name: 'E5 the innermost error hook that answers wins, and its answer passes all response hooks',
      run: async () => {
        const journal = new Journal();
        const answer = { processError: () => new Response('sorry', { status: 503 }) };
        const middlewares = [journal.middleware('a', answer), journal.middleware('b', answer), journal.middleware('c')];
        await using open = await host.open(middlewares, boom);
        assert.equal(await (await open.fetch('/')).text(), 'sorry');
        await journal.until('.a');
        assert.deepEqual(journal.entries.slice(3, 8), ['!c', '!b', '<c 503', '<b 503', '<a 503']);
      },
    },
    {
      name: 'E5 an HttpError that nobody draws is answered with its status, sentence and headers',
      run: async () => {
        const journal = new Journal();
        const busy = new HttpError(503, 'Come back later.', { headers: { 'Retry-After': '7' } });
        const guard = journal.middleware('guard', { processRequest: fail(busy) });
        await using open = await host.open([guard], hello);
        const response = await open.fetch('/');
        assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '7']);
        assert.equal(await response.text(), 'Come back later.');
      },
    },
    {
      name: 'E5 an end hook that throws is reported, and the others run',
      run: async () => {
        const warned = new Promise<Error>(resolve => process.once('warning', resolve));
        const journal = new Journal();
        await using open = await host.open(
          [journal.middleware('a'), journal.middleware('b', { processEnd: boom })],
          hello,
        );
        await (await open.fetch('/')).text();
        await journal.until('.a');
        assert.match((await warned).message, /processEnd of middleware "b" threw/);
      },
    },
    {
      name: 'E6 a body that breaks after the head cuts the response and ends as error',
      run: async () => {
        const journal = new Journal();
        const broken = () => streamOf(['part'], new Error('boom'));
        await using open = await host.open([journal.middleware('a')], () => new Response(broken()));
        const response = await open.fetch('/');
        await assert.rejects(response.text());
        await journal.until('.a');
        assert.deepEqual(journal.entries, ['>a', '<a 200', '.a error']);
        assert.match(String(journal.outcomes[0]?.error), /boom/);
      },
    },
  ];
}

const faults: readonly { where: string; b: Partial<Middleware>; handler: Handler; entries: readonly string[] }[] = [
  { where: 'the handler', b: {}, handler: boom, entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'] },
  {
    where: 'a request hook',
    b: { processRequest: boom },
    handler: hello,
    entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'],
  },
  {
    where: 'a response hook',
    b: { processResponse: boom },
    handler: hello,
    entries: ['>a', '>b', '<b 200', '!a', '<a 500'],
  },
  {
    where: 'an error hook',
    b: { processError: boom },
    handler: boom,
    entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'],
  },
];
