import BetterSqlite3 from 'better-sqlite3';
import { printTable } from '../print-table.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { openFiles, type Synchronous } from './open-files.ts';
import { type Handle, type Variant, variants, type Work } from './variants.ts';

const HANDLERS = 200;
/** Waves of handlers that come at once: fewer where they wait, for each other's awaits or for the disk. */
const WAVES = { NORMAL: { awaiting: 2, direct: 200 }, FULL: { awaiting: 1, direct: 4 } };
const ROUNDS = { NORMAL: 3, FULL: 2 };
const FAILING_EVERY = 20;
const MEASURABLE_MS = 0.1;

interface Measure {
  readonly opsPerSecond: number;
  readonly cpuUs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly loopP99Ms: number;
  readonly refused: number;
  readonly lost: number;
  readonly foreign: number;
}

/** Each variant's best round, in turn, so that a busy machine is busy for all. */
export async function benchWriters(synchronous: Synchronous): Promise<void> {
  const best = new Map<Variant, Measure>();
  for (let round = 0; round < ROUNDS[synchronous]; round++) {
    for (const variant of variants) {
      if (variant.isFreezing && round > 0) continue;
      const measure = await run(variant, synchronous);
      const before = best.get(variant);
      if (!before || measure.opsPerSecond > before.opsPerSecond) best.set(variant, measure);
    }
  }
  const columns = [
    'synchronous '.concat(synchronous),
    'ops/s',
    'of iii',
    'CPU µs/op',
    'p50 ms',
    'p99 ms',
    'loop p99 ms',
  ];
  const counts = ['refused', 'lost', 'foreign'];
  printTable(`${HANDLERS} handlers at once, two rows each`, [...columns, ...counts], toRows(best));
  printRatios(best);
}

function toRows(best: ReadonlyMap<Variant, Measure>): string[][] {
  return [...best].map(([variant, measure]) => [
    variant.name,
    measure.opsPerSecond.toFixed(0),
    `${(measure.opsPerSecond / find(best, 'iii', variant.isAwaiting).opsPerSecond).toFixed(2)}x`,
    measure.cpuUs.toFixed(0),
    measure.p50Ms.toFixed(1),
    measure.p99Ms.toFixed(1),
    measure.loopP99Ms.toFixed(1),
    ...[measure.refused, measure.lost, measure.foreign].map(String),
  ]);
}

function printRatios(best: ReadonlyMap<Variant, Measure>): void {
  const [grouped, single] = [find(best, 'v', false), find(best, 'iii', false)];
  const ratio = (grouped.opsPerSecond / single.opsPerSecond).toFixed(1);
  const cpuRatio = (single.cpuUs / grouped.cpuUs).toFixed(1);
  console.log(`\ngroup commit : one transaction per task = ${ratio} : 1 (wanted: 5 : 1); by CPU time ${cpuRatio} : 1`);
  const frozen = find(best, 'ii', true).loopP99Ms;
  for (const lane of ['iv', 'v']) {
    const ours = Math.max(MEASURABLE_MS, find(best, lane, lane === 'iv').loopP99Ms);
    console.log(`event loop delay p99, busy timeout (ii) : ours (${lane}) = ${(frozen / ours).toFixed(0)} : 1`);
  }
}

function find(best: ReadonlyMap<Variant, Measure>, number: string, isAwaiting: boolean): Measure {
  for (const [variant, measure] of best) {
    if (variant.name.startsWith(`${number} `) && variant.isAwaiting === isAwaiting) return measure;
  }
  throw new Error(`There is no variant ${number}.`);
}

async function run(variant: Variant, synchronous: Synchronous): Promise<Measure> {
  const files = openFiles(synchronous);
  const handle = variant.create(files);
  const waves = variant.isFreezing ? 1 : WAVES[synchronous][variant.isAwaiting ? 'awaiting' : 'direct'];
  // Compiles, and fills the caches: servers live long.
  for (let index = 0; index < (variant.isFreezing ? 0 : waves); index++) await wave(handle, `warm ${index}`);
  globalThis.gc?.();
  const delay = watchLoopDelay();
  const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
  const answers: Answer[] = [];
  for (let index = 0; index < waves; index++) answers.push(...(await wave(handle, `wave ${index}`)));
  const elapsedMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(startCpu);
  const loopP99Ms = await delay.stop();
  const kept = readKept(files.path);
  files.remove();
  return {
    opsPerSecond: (answers.length / elapsedMs) * 1000,
    cpuUs: (user + system) / answers.length,
    ...percentiles(answers),
    loopP99Ms,
    ...judge(answers, kept),
  };
}

interface Answer {
  readonly work: Work;
  readonly isKept: boolean;
  readonly waitedMs: number;
}

function wave(handle: Handle, name: string): Promise<Answer[]> {
  return Promise.all(Array.from({ length: HANDLERS }, (_, index) => ask(handle, `${name} ${index}`, index)));
}

async function ask(handle: Handle, name: string, index: number): Promise<Answer> {
  const work = { first: `${name} a`, second: `${name} b`, isFailing: index % FAILING_EVERY === 7 };
  const sinceMs = performance.now();
  const isKept = await handle(work).then(
    () => true,
    () => false,
  );
  return { work, isKept, waitedMs: performance.now() - sinceMs };
}

function readKept(path: string): ReadonlySet<string> {
  const reader = new BetterSqlite3(path, { readonly: true });
  const names = reader.prepare<[], string>('SELECT name FROM item').pluck().all();
  reader.close();
  return new Set(names);
}

function percentiles(answers: readonly Answer[]): Pick<Measure, 'p50Ms' | 'p99Ms'> {
  const sorted = answers.map(({ waitedMs }) => waitedMs).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

function judge(answers: readonly Answer[], kept: ReadonlySet<string>): Pick<Measure, 'refused' | 'lost' | 'foreign'> {
  const rowsOf = (isKept: boolean) =>
    answers.filter(answer => answer.isKept === isKept).flatMap(({ work }) => [work.first, work.second]);
  return {
    refused: answers.filter(({ isKept, work }) => !isKept && !work.isFailing).length,
    lost: rowsOf(true).filter(name => !kept.has(name)).length,
    foreign: rowsOf(false).filter(name => kept.has(name)).length,
  };
}
