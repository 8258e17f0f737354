import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { checkFile } from '../history/testing/check-file.ts';
import { packageRoot } from '../package-root.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { createRandom } from '../testing/random.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { sourceFlags } from '../testing/source-flags.ts';
import { createMixedLoad, type MixedLoad } from './testing/mixed-load.ts';
import { readVisiblePoints } from './testing/read-visible-points.ts';
import { signIn, type Visitor } from './testing/visitor.ts';

const ROUNDS = rounds({ ci: 4, torture: 300 });
/** With one data folder: all that is in it is looked at after each round. */
const ROUNDS_OF_A_LIFE = 30;
const BACKUP_EVERY = 10;
/** Of a start, from the beginning of the process to its greeting. Beside other tests it has less of the machine. */
const START_GOAL_MS = rounds({ ci: 10_000, torture: 3_000 });
/** The machine of a test run has other things to do, too: one start in twenty may take longer than its goal, but not this long. */
const START_LIMIT_MS = 15_000;

/** When the server is killed: amid the load, in its orderly end, or while it starts after it was killed amid the load. */
const MOMENTS = ['load', 'end', 'load', 'start', 'load'] as const;
const LONGEST_END_MS = 500;
const LONGEST_START_MS = 1_000;

const random = createRandom(1);

test(`the product killed ${ROUNDS} times under all loads at once: what it acknowledged is there, once, and it starts at once`, async t => {
  const startsMs: number[] = [];
  const figures = { acknowledged: 0, backups: 0, load: 0, end: 0, start: 0 };
  for (let round = 0; round < ROUNDS; round += ROUNDS_OF_A_LIFE) {
    const server = await startServer({
      entry: 'app/whole-path/testing/serve-small.ts',
      env: { TELLTALE_HOST_METRICS: 'off', TELLTALE_KEEP_DAYS: '1' },
    });
    t.after(() => server.dispose());
    const visitor = await signIn(server);
    const load = createMixedLoad(server, visitor, random);
    for (let at = round; at < Math.min(ROUNDS, round + ROUNDS_OF_A_LIFE); at++) {
      const moment = MOMENTS[at % MOMENTS.length]!;
      await load.run(1 + random(40));
      const backup = at % BACKUP_EVERY === 0 ? backUp(server, at) : undefined;
      await endAt(server, moment);
      await load.ended();
      const startMs = await timeStart(server);
      startsMs.push(startMs);
      assert.ok(startMs < START_LIMIT_MS, `the start after round ${at} took ${startMs} ms`);
      figures[moment]++;
      if (await backup) figures.backups++;
      await check(server, visitor, load);
    }
    figures.acknowledged += load.senders.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    await server.dispose();
  }
  const { acknowledged, backups, load, end, start } = figures;
  startsMs.sort((a, b) => a - b);
  const startMs = (share: number) => Math.round(startsMs[Math.floor((startsMs.length - 1) * share)]!);
  t.diagnostic(
    `killed under load ${load}, in the end ${end}, in the start ${start} times; ${backups} backups beside it`,
  );
  t.diagnostic(`${acknowledged} points acknowledged, 0 lost, 0 twice`);
  t.diagnostic(
    `starts: median ${startMs(0.5)} ms, of twenty the slowest ${startMs(0.95)} ms, slowest ${startMs(1)} ms`,
  );
  assert.ok(startMs(0.95) < START_GOAL_MS, 'it starts at once');
});

/** Moments by chance are what this is about, so here time is waited for. */
async function endAt(server: TestServer, moment: (typeof MOMENTS)[number]): Promise<void> {
  if (moment === 'end') {
    server.signal('SIGTERM');
    await Promise.race([server.exited, delay(random(LONGEST_END_MS))]);
  }
  await server.kill();
  if (moment === 'start') await server.start(AbortSignal.timeout(random(LONGEST_START_MS))).catch(() => {});
  await server.kill();
}

async function timeStart(server: TestServer): Promise<number> {
  const fromMs = performance.now();
  await server.start();
  return performance.now() - fromMs;
}

/** Of the file as it lies there, and through the door, where the newest point of each series is told. */
async function check(server: TestServer, visitor: Visitor, { senders }: MixedLoad): Promise<void> {
  const { history } = dataFiles(server.dataDir);
  checkFile(history);
  const kept = readVisiblePoints(history);
  const answer = await visitor.get(routes.explore.href(), 'application/json');
  const { series } = (await answer.json()) as { series: readonly { key: string; atMs: number; value: number }[] };
  const told = new Map(series.map(({ key, ...newest }) => [key, newest]));
  for (const sender of senders) {
    sender.settle(kept);
    for (const [key, points] of sender.known.visible) {
      const atMs = [...points.keys()].reduce((a, b) => Math.max(a, b));
      assert.deepEqual([told.get(key)?.atMs, told.get(key)?.value], [atMs, points.get(atMs)], key);
    }
  }
}

/** From a process of its own, which goes on when the server is killed. */
async function backUp({ dataDir }: TestServer, round: number): Promise<boolean> {
  const args = [...sourceFlags, 'app/cli.ts', 'backup', join(dataDir, `..`, `${round}.telltale`)];
  await promisify(execFile)(process.execPath, args, {
    cwd: packageRoot,
    env: { ...process.env, TELLTALE_DATA: dataDir },
  });
  return true;
}
