/**
 * PromQL over HTTP: this evaluator over samples in memory beside Prometheus and VictoriaMetrics over the same samples in their stores, one process
 * each, two minutes in all. Best of three after three that warm up; with part of a name as argument (`-- --only=rate`) only
 * those questions.
 *
 *     npm run bench promql
 */
import { parseArgs } from 'node:util';
import { printTable } from './print-table.ts';
import { ANSWERERS } from './promql/answerers.ts';
import { QUESTIONS, type Question } from './promql/questions.ts';
import { createBenchSamples } from './promql/samples.ts';

const WARMING_UP = 3;
const ROUNDS = 3;
const LONG_MS = 500;

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const samples = createBenchSamples();
const running: { name: string; url: string; dispose(): Promise<void> }[] = [];
try {
  for (const { name, missing, start } of ANSWERERS) {
    if (missing) console.log(`${name}: left out, ${missing}`);
    else {
      const startMs = performance.now();
      running.push({ name, ...(await start(samples)) });
      console.log(`${name}: ready after ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
    }
  }
  const rows: string[][] = [];
  for (const question of QUESTIONS.filter(({ name }) => name.includes(values.only))) rows.push(await measure(question));
  const names = running.map(({ name }) => name);
  printTable(
    `${samples.length.toLocaleString('en')} series, ${samples.reduce((sum, { times }) => sum + times.length, 0).toLocaleString('en')} samples: ms, and how many times as long as ours`,
    ['question', ...names.map(name => `${name} ms`), ...names.slice(1).map(name => `${name} : ours`), 'series'],
    rows,
  );
} finally {
  for (const { dispose } of running) await dispose();
}

async function measure(question: Question): Promise<string[]> {
  const bestMs: number[] = [];
  const counts: number[] = [];
  for (const { url } of running) {
    const takenMs: number[] = [];
    // What takes long is warm soon.
    for (let warm = 0; warm < WARMING_UP && Math.max(0, ...takenMs) < LONG_MS; warm++)
      takenMs.push((await ask(url, question)).ms);
    const rounds: Awaited<ReturnType<typeof ask>>[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await ask(url, question));
    bestMs.push(Math.min(...rounds.map(({ ms }) => ms)));
    counts.push(rounds[0]!.series);
  }
  const row = [
    question.name,
    ...bestMs.map(ms => ms.toFixed(1)),
    ...bestMs.slice(1).map(ms => `${(ms / bestMs[0]!).toFixed(1)}x`),
    new Set(counts).size === 1 ? `${counts[0]}` : counts.join(' / '),
  ];
  console.log(row.join('  '));
  return row;
}

async function ask(url: string, { path, params }: Question): Promise<{ readonly ms: number; readonly series: number }> {
  const startMs = performance.now();
  const answer = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(params)}`);
  const body = await answer.text();
  const ms = performance.now() - startMs;
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${body}`);
  return { ms, series: body.split('"metric"').length - 1 };
}
