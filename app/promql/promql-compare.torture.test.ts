import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { findMissing } from '../testing/daemon.ts';
import { rounds } from '../testing/rounds.ts';
import { AGGREGATIONS } from './aggregations-table.ts';
import { FUNCTIONS } from './functions-table.ts';
import { askOurselves } from './testing/compare/ask-ourselves.ts';
import { askOverHttp } from './testing/compare/ask-over-http.ts';
import { createComparablePromql } from './testing/compare/comparable-promql.ts';
import { createComparableQueries } from './testing/compare/comparable-query.ts';
import { findDisagreement } from './testing/compare/find-disagreement.ts';
import { isKnownDifference, LEFT_OUT } from './testing/compare/left-out.ts';
import { createRandomSamples } from './testing/compare/random-samples.ts';
import { sendSamples } from './testing/compare/send-samples.ts';
import { startPrometheus } from './testing/compare/start-prometheus.ts';
import { MemorySource } from './testing/memory-source.ts';

const QUERIES = 200;
/** Each has data and queries of its own. `TELLTALE_SEED` takes others than usual. */
const SEEDS = rounds({ ci: 1, torture: 25 });
const FIRST_SEED = Number(process.env.TELLTALE_SEED ?? 1);

const skip = findMissing('prometheus', 'prometheus') ?? false;

for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
  test(`seed ${seed}: to ${QUERIES} queries by chance the answers are those of a real Prometheus`, {
    skip,
  }, async t => {
    const prometheus = await startPrometheus();
    t.after(() => prometheus.dispose());
    const samples = createRandomSamples(seed);
    await sendSamples(`${prometheus.url}/api/v1/write`, samples);
    await compare(t, seed, prometheus.url, new MemorySource(samples));
  });
}

async function compare(t: TestContext, seed: number, url: string, source: MemorySource): Promise<void> {
  const next = createComparableQueries(seed);
  const counts = { refused: 0, empty: 0, full: 0, known: 0 };
  const disagreements: string[] = [];
  for (let at = 0; at < QUERIES; at++) {
    const query = next();
    const [ours, theirs] = [await askOurselves(source, query), await askOverHttp(url, query)];
    if (theirs.kind === 'refused') counts.refused++;
    else counts[theirs.series.length > 0 || theirs.text !== undefined ? 'full' : 'empty']++;
    const isOrdered = query.text.startsWith('sort') && query.stepMs === undefined;
    const difference = findDisagreement(ours, theirs, isOrdered);
    if (difference === undefined) continue;
    if (isKnownDifference(ours, theirs)) counts.known++;
    else disagreements.push(`${JSON.stringify(query)}\n  ${difference}`);
  }
  t.diagnostic(
    `seed ${seed}: ${counts.full} with a result, ${counts.empty} empty, ${counts.refused} refused, ${counts.known} known differences`,
  );
  assert.deepEqual(disagreements, []);
  assert.ok(counts.full > QUERIES * 0.7, 'too few of the queries have a result: they prove nothing');
}

test('queries by chance use every function, aggregation, operator and way of matching', () => {
  const next = createComparablePromql(1);
  const all = Array.from({ length: 5000 }, next).join('\n');
  const offered = Array.from(FUNCTIONS).filter(([, { isExperimental }]) => !isExperimental);
  const names = [...offered.map(([name]) => name), ...AGGREGATIONS.keys()].filter(name => !LEFT_OUT.has(name));
  const signs = '+ - * / % ^ == != < <= > >= atan2 and or unless'.split(' ');
  const matching = [
    'on (',
    'ignoring (',
    'group_left',
    'group_right',
    'by (',
    'without (',
    'offset -',
    'offset 5m',
    '> bool ',
  ];
  const moments = [' @ start()', ' @ end()', ' @ 17', ':1m]', ':]', '=~', '!~', '!='];
  const missing = [
    ...names.filter(name => !new RegExp(`(?<!\\w)${name}\\b[^,]*\\(`).test(all)),
    ...signs.filter(sign => !all.includes(` ${sign} `)),
    ...[...matching, ...moments].filter(text => !all.includes(text)),
  ];
  assert.deepEqual(missing, []);
});
