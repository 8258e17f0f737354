/**
 * Runs as a process of its own: writes readings, log lines and dashboards into the data folder that it is given, all at once,
 * until it is killed. Prints `reading 3 17` for the third reading, which was answered with commit 17, and `lines 400`.
 */
import { openState } from '../../../db/state.ts';
import { createDashboardStore, MAX_DASHBOARDS } from '../../dashboards/store.ts';
import { openHistory } from '../../history/store.ts';
import { openLogs } from '../../logs/store.ts';
import { dataFiles } from '../../start/data-files.ts';

const LINES = 100;
/** So that the copy takes several steps, between which others write. */
const LINE_CHARS = 1000;

const files = dataFiles(process.argv[2]!);
const onFailure = (error: unknown) => {
  throw error;
};
const history = await openHistory({ path: files.history, maxNewSeriesPerMinute: 1000, now: () => 0, onFailure });
const logs = openLogs({ path: files.logs, onFailure });
const state = openState(files.state, () => 0);
const dashboards = createDashboardStore(state, () => 0);

async function writeReadings(): Promise<never> {
  for (let n = 1; ; n++) {
    const { commit } = await history.append([{ metric: 'n', labels: {}, value: n, atMs: n }]);
    process.stdout.write(`reading ${n} ${commit}\n`);
  }
}

async function writeLines(): Promise<never> {
  const line = { atMs: 0, stream: 'test', level: 'info', text: 'x'.repeat(LINE_CHARS), fields: {} } as const;
  for (let count = LINES; ; count += LINES) {
    await logs.append(Array.from({ length: LINES }, () => line));
    process.stdout.write(`lines ${count}\n`);
  }
}

/** Each is one change in the outbox: a new dashboard, and, when there are many, an old one that goes. */
async function writeDashboards(): Promise<never> {
  for (let n = 1; ; n++) {
    await state.transactional.batch(() => dashboards.create({ title: `${n}`, panels: [] }, `n-${n}`));
    const old = n - MAX_DASHBOARDS / 2;
    if (old > 0) await state.transactional.batch(() => dashboards.remove(`n-${old}`));
  }
}

await Promise.all([writeReadings(), writeLines(), writeDashboards()]);
