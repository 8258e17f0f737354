/**
 * Selecting among 100 000 series, as the keeper's thread does it and as the one who asks waits for it; half a minute:
 * `npm run bench history/select`.
 *
 * All times are by the clock: in the keeper's thread the median of the rounds, over the port the best, too. Of series with
 * equal times many have to be compared by their keys; a fleet that is asked every second sends such. `asker` is the CPU time of
 * the thread that asks, for which its pages wait.
 */
import type { Selector } from '../../app/history/history.ts';
import { packLatest } from '../../app/history/pack-latest.ts';
import { selectSeries } from '../../app/history/select.ts';
import { printTable } from '../print-table.ts';
import { quantile } from './quantile.ts';
import { openSelectable } from './selectable.ts';
import { openStoreOf } from './store-of.ts';

const SERIES = 100_000;
const ROUNDS = 31;

const FIVE = [1, 2, 3, 4, 5].map(at => `metric_${at}_total`);
const CASES: Readonly<Record<string, Selector>> = {
  'metric and label': { metrics: ['metric_7_total'], labels: { region: 'eu-3' } },
  'one label': { labels: { host: 'web-7.bar.example.com' } },
  'no such label': { metrics: ['metric_7_total'], labels: { never: '' } },
  'one key': { keys: ['metric_0_total{core="0",host="web-0.foo.example.com",region="eu-0"}'] },
  search: { search: 'web-12', limit: 200 },
  'newest 50 of all but a prefix': { exceptPrefixes: ['metric_1'], limit: 50 },
  '10 000 by metric': { metrics: FIVE },
  'newest 10 000 of all': {},
};

const selectable = await openSelectable(SERIES);
const { index, bytesPerSeries, openedMs } = selectable;
printTable(
  `${SERIES.toLocaleString('en')} series, ${bytesPerSeries.toFixed(0)} bytes each, read in ${openedMs.toFixed(0)} ms: in the keeper's thread`,
  ['selector', 'found', 'equal times ms', 'packed ms', 'own times ms', 'packed ms'],
  Object.entries(CASES).map(([name, selector]) => [name, ...measureCase(selector)]),
);
selectable.close();

const port = await openStoreOf(SERIES);
const rows: string[][] = [];
for (const name of ['metric and label', '10 000 by metric', 'newest 10 000 of all']) {
  rows.push([name, ...(await measurePort(CASES[name]!))]);
}
printTable(
  'Over the port: store.latest',
  ['selector', 'found', 'best ms', 'median ms', 'asker best ms', 'median ms'],
  rows,
);
await port.close();

function measureCase(selector: Selector): string[] {
  const times = [selectable.equalTimes, selectable.ownTimes];
  const found = selectSeries(index, selectable.equalTimes, selector).length;
  const ms = times.flatMap(newest => [
    medianMs(() => selectSeries(index, newest, selector)),
    medianMs(() => packLatest(selectSeries(index, newest, selector), newest)),
  ]);
  return [found.toLocaleString('en'), ...ms.map(one => one.toFixed(2))];
}

function medianMs(run: () => unknown): number {
  return quantile(
    Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
    0.5,
  );
}

async function measurePort(selector: Selector): Promise<string[]> {
  const answersMs: number[] = [];
  const askersMs: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [start, cpu] = [performance.now(), process.threadCpuUsage()];
    found = (await port.store.latest(selector)).series.length;
    answersMs.push(performance.now() - start);
    const { user, system } = process.threadCpuUsage(cpu);
    askersMs.push((user + system) / 1000);
  }
  const figures = [answersMs, askersMs].flatMap(ms => [quantile(ms, 0), quantile(ms, 0.5)]);
  return [found.toLocaleString('en'), ...figures.map(ms => ms.toFixed(1))];
}
