import { test } from 'node:test';
import { rounds } from '../testing/rounds.ts';
import { checkFile } from './testing/check-file.ts';
import { keepAll } from './testing/keep-all.ts';
import { RandomLife } from './testing/random-life.ts';
import { openTempHistory } from './testing/temp-history.ts';

const LIVES = rounds({ ci: 3, torture: 300 });
const STEPS = 120;
const DAY_MS = 24 * 60 * 60_000;
const RETENTION_MS = 3 * DAY_MS;

for (let seed = 1; seed <= LIVES; seed++) {
  test(`life ${seed}: the store answers as a map does, whatever is written, removed, flushed, forgotten and reopened`, async t => {
    const temp = await openTempHistory(t, { keep: keepAll(RETENTION_MS), flushPoints: 300 });
    await new RandomLife(temp, RETENTION_MS, seed).run(STEPS);
    await temp.store.close();
    checkFile(temp.path);
  });
}
