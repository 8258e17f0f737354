import { readOwnNumbers, untilOwnNumbers } from '../app/whole-path/testing/own-numbers.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { expect, test } from './fixtures.ts';
import { watchTv } from './watch-tv.ts';

/** `npm run soak -- --tv` is the full proof. */
const UPDATES = 2000;
const WARM_UPDATES = 700;

test(`a page of 30 panels holds after ${UPDATES} updates what it held after ${WARM_UPDATES}, by one stream`, async ({
  page,
  server,
}) => {
  test.setTimeout(150_000);
  const visitor = await signIn(server);
  const before = await untilOwnNumbers(visitor, numbers => numbers.telltale_streams_open === 1);
  const board = await makeTvBoard(server, visitor);
  const { first, last, connections } = await watchTv({
    ...{ server, visitor, board, page, warmUpdates: WARM_UPDATES, updates: UPDATES },
  });
  console.log(JSON.stringify({ first, last }));
  expect([board.panels, connections]).toEqual([30, 1]);
  for (const what of ['nodes', 'listeners'] as const) expect(last[what] / first[what], what).toBeLessThan(1.05);
  // The engine still compiles: by a twentieth in so short a time, by nothing later.
  expect(last.heapBytes / first.heapBytes).toBeLessThan(1.1);
  expect((await readOwnNumbers(visitor)).telltale_streams_open).toBe(1);
  await page.close();
  await untilOwnNumbers(
    visitor,
    numbers =>
      numbers.telltale_streams_open === before.telltale_streams_open &&
      numbers.telltale_stream_leases === before.telltale_stream_leases,
  );
});
