/**
 * Finding series by labels: the index beside the obvious filter over all of them, `npm run bench history/labels`; ten seconds.
 *
 * All times are CPU time. `first` is the first search with this matcher in the process, nothing compiled, as a dashboard that is opened
 * has it; the others are the best of the rounds in which both take turns, so read the ratio. The bytes are what the index holds
 * beyond names and values, which it shares with whoever gave them.
 */
import { LabelIndex } from '../../app/history/labels/label-index.ts';
import type { LabelMatcher } from '../../app/history/labels/label-matcher.ts';
import { naiveFilter } from '../../app/history/labels/testing/naive-filter.ts';
import { collectGarbage } from '../../app/stream/testing/collect-garbage.ts';
import { printTable } from '../print-table.ts';
import { labelledSeries } from './labelled-series.ts';

const SERIES = 100_000;
const ROUNDS = 30;

/** Each as in PromQL, without the quotes. */
const CASES = [
  [],
  ['host = web-7.bar.example.com'],
  ['host != web-7.bar.example.com'],
  ['mode = '],
  ['core =~ 1|2|3|5|8|13|21'],
  ['host =~ web-12.*'],
  ['host =~ .*foo.*'],
  ['host !~ .*foo.*'],
  ['host =~ (?i:WEB)-[0-9]+5\\.(foo|baz).*'],
  ['host !~ web-.*[02468]\\.bar.*'],
  ['__name__ = metric_7_total', 'region =~ eu-[1-3]', 'mode != idle'],
  ['host =~ .*foo.*', 'core =~ 1|2|3', 'region != eu-1'],
];

const series = labelledSeries(SERIES);
const { index, addMs, bytes } = await fill();
const half = series.slice(0, SERIES / 2);
const removeMs = cpuMs(() => {
  for (const { id, metric, labels } of half) index.remove(id, metric, labels);
});
for (const { id, metric, labels } of half) index.add(id, metric, labels);
printTable(
  `${SERIES.toLocaleString('en')} series of ${bytes.toFixed(0)} bytes: added in ${addMs.toFixed(0)} ms, the older half removed in ${removeMs.toFixed(0)} ms`,
  ['matchers', 'found', 'first ms', 'ours ms', 'filter ms', 'filter : ours'],
  CASES.map(texts => measureCase(texts.map(toMatcher), texts.join(', ') || 'none')),
);

async function fill() {
  const before = await heldBytes();
  const index = new LabelIndex();
  const addMs = cpuMs(() => {
    for (const { id, metric, labels } of series) index.add(id, metric, labels);
  });
  return { index, addMs, bytes: ((await heldBytes()) - before) / SERIES };
}

function measureCase(matchers: readonly LabelMatcher[], name: string): string[] {
  const firstMs = cpuMs(() => index.match(matchers));
  const found = index.match(matchers);
  if (found.length !== naiveFilter(series, matchers).length) throw new Error(`${name}: the two do not find the same.`);
  const [ours, naive] = bestMs([() => index.match(matchers), () => naiveFilter(series, matchers)]);
  return [
    name,
    found.length.toLocaleString('en'),
    firstMs.toFixed(2),
    ours!.toFixed(2),
    naive!.toFixed(2),
    `${(naive! / ours!).toFixed(0)}x`,
  ];
}

function bestMs(calls: readonly (() => unknown)[]): number[] {
  const best = calls.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, call] of calls.entries()) best[at] = Math.min(best[at]!, cpuMs(call));
  }
  return best;
}

function toMatcher(text: string): LabelMatcher {
  const [, label, op, value] = /^(\S+) (\S+) (.*)$/.exec(text)!;
  return { label: label!, op: op as LabelMatcher['op'], value: value! };
}

/** CPU time, so that a busy machine shows through less. */
function cpuMs(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Bitmaps lie outside of the heap. */
async function heldBytes(): Promise<number> {
  await collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
