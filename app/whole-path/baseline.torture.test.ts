import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { startServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { type OwnNumbers, untilOwnNumbers } from './testing/own-numbers.ts';
import { furnish, PAGES } from './testing/pages.ts';
import { createTroublemaker } from './testing/troublemaker.ts';
import { signIn } from './testing/visitor.ts';

const CYCLES = rounds({ ci: 300, torture: 3000 });
const AT_ONCE = 20;
/** All that must be as it was. What is open while one looks is part of it, before and after. */
const NUMBERS = ['telltale_streams_open', 'telltale_screens_open', 'telltale_stream_leases', 'telltale_subscribers'];
/** Connections that are kept alive for the next question. */
const KEPT_ALIVE = 2;
/** The server counts once a second; nothing that it does by itself takes longer than so many counts. */
const MOST_LOOKS = 60;

test(`X7 after ${CYCLES} streams that ended in every way, beside good and failing writes, nothing is left of them`, async t => {
  const server = await startServer({ env: { TELLTALE_MAX_STREAMS_PER_ADDRESS: '1000' } });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  // Somebody looks at every page all the time, so that their screens are part of the baseline.
  const watchers = await Promise.all(
    Object.values(PAGES).map(async ([path]) => visitor.stream((await visitor.visit(path)).streamPath)),
  );
  t.after(() => {
    for (const watcher of watchers) watcher.socket.destroy();
  });
  for (const watcher of watchers) await watcher.until(() => watcher.events.length > 0);
  const open = watchers.length + 1;
  const before = await untilOwnNumbers(visitor, numbers => numbers.telltale_streams_open === open);

  const troublemaker = createTroublemaker(server, visitor);
  let left = CYCLES;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await troublemaker.doSomething(randomInt(1e9));
    }),
  );
  let looks = 0;
  await untilOwnNumbers(visitor, numbers => {
    const left = NUMBERS.filter(name => numbers[name] !== before[name]);
    if (filesOf(numbers) > filesOf(before) + KEPT_ALIVE) left.push('telltale_open_files');
    if (++looks === MOST_LOOKS) assert.deepEqual(pick(numbers, left), pick(before, left));
    return left.length === 0;
  });
});

const filesOf = ({ telltale_open_files: files = 0 }: OwnNumbers) => files;

const pick = (numbers: OwnNumbers, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, numbers[name]]));
