import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { startServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { type Happened, liveBadDay } from './testing/bad-day.ts';
import { createNumberedSender } from './testing/numbered-sender.ts';
import { furnish } from './testing/pages.ts';
import { signIn } from './testing/visitor.ts';

const DAYS = rounds({ ci: 6, torture: 100 });
const FIRST_SEED = Number(process.env.TELLTALE_SEED ?? 1);

test(`after ${DAYS} days of cuts, silence and restarts every open page is what the store says: no gap, no repeat`, async t => {
  const server = await startServer({
    env: {
      TELLTALE_MAX_STREAMS_PER_USER: '1000',
      TELLTALE_MAX_STREAMS_PER_ADDRESS: '1000',
    },
  });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  const sender = createNumberedSender(server);
  await sender.send();
  const total: Happened = {};
  for (let seed = FIRST_SEED; seed < FIRST_SEED + DAYS; seed++) {
    await t.test(`day ${seed}`, async () => {
      const happened = await liveBadDay(server, visitor, sender, createRandom(seed));
      for (const [name, times] of Object.entries(happened)) total[name] = (total[name] ?? 0) + times;
    });
  }
  t.diagnostic(JSON.stringify(total));
  for (const name of ['stop', 'kill', 'cutMidway', 'goSilent']) assert.ok(total[name]! > 0, `${name} never happened`);
});
