import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../app/testing/rounds.ts';
import { type Outcome, runRandomScopes } from './testing/random-scopes.ts';
import { openTempDatabase } from './testing/temp-database.ts';

const SEEDS = rounds({ ci: 40, torture: 10_000 });

test(`A3 A5 A7 A8 A17 A18 A19 A21 ${SEEDS} random interleavings keep exactly what was answered for`, async t => {
  const total: Outcome = { kept: 0, failed: 0, heldTooLong: 0, waitedTooLong: 0, aborted: 0 };
  const database = openTempDatabase(t);
  for (let seed = 1; seed <= SEEDS; seed++) {
    const outcome = await runRandomScopes(database, seed);
    for (const name of Object.keys(total) as (keyof Outcome)[]) total[name] += outcome[name];
  }
  t.diagnostic(JSON.stringify(total));
  for (const [name, times] of Object.entries(total)) assert.ok(times > 0, `none was ${name}`);
});
