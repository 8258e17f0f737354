/**
 * PromQL over HTTP: Telltale beside Prometheus and VictoriaMetrics, one process each with the same samples in its store. Best of
 * half a second, after half a second that warms up; answers are not packed. With part of a name (`-- --only=rate`) only those questions; `-- --quick` has two days instead
 * of seven, and asks for as much.
 *
 *     npm run bench promql
 */
import { parseArgs } from 'node:util';
import { printTable } from './print-table.ts';
import { ANSWERERS, type Answering } from './promql/answerers.ts';
import { createQuestions, type Question } from './promql/questions.ts';
import { createBenchSamples } from './promql/samples.ts';

/** How long each of them is asked the same before it counts, and then. */
const WARMING_UP_MS = 500;
const MEASURED_MS = 500;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, quick: { type: 'boolean', default: false } },
});
const days = values.quick ? 2 : 7;
const samples = createBenchSamples(days);
const running: (Answering & { readonly name: string })[] = [];
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
  for (const question of createQuestions(days).filter(({ name }) => name.includes(values.only)))
    rows.push(await measure(question));
  const names = running.map(({ name }) => name);
  printTable(
    `${samples.length.toLocaleString('en')} series, ${samples.reduce((sum, { times }) => sum + times.length, 0).toLocaleString('en')} samples: ms, and how many times as long as Telltale`,
    ['question', ...names.map(name => `${name} ms`), ...names.slice(1).map(name => `${name} : telltale`), 'series'],
    rows,
  );
} finally {
  for (const { dispose } of running) await dispose();
}

async function measure(question: Question): Promise<string[]> {
  const bestMs: number[] = [];
  const counts: number[] = [];
  for (const who of running) {
    await askFor(WARMING_UP_MS, who, question);
    const rounds = await askFor(MEASURED_MS, who, question);
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

/** Again and again, so long and at least once. */
async function askFor(durationMs: number, who: Answering, question: Question) {
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  const endMs = performance.now() + durationMs;
  do answers.push(await ask(who, question));
  while (performance.now() < endMs);
  return answers;
}

async function ask({ url, headers }: Answering, { path, params }: Question) {
  const startMs = performance.now();
  const answer = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(params)}`, {
    headers: { ...headers, 'Accept-Encoding': 'identity' },
  });
  const body = await answer.text();
  const ms = performance.now() - startMs;
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${body}`);
  return { ms, series: body.split('"metric"').length - 1 };
}
