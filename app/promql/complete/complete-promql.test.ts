import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGGREGATIONS } from '../aggregations-table.ts';
import { FUNCTIONS } from '../functions-table.ts';
import { completePromql } from './complete-promql.ts';
import { FUNCTION_HELP } from './function-help.ts';
import type { NameSource } from './name-source.ts';
import { MAX_COMPLETIONS } from './rank-names.ts';

const METRICS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  http_requests_total: { instance: ['web-1', 'web-2'], code: ['200', '404', '500'], path: ['/a.b', '/"x"', "/it's"] },
  http_request_seconds: { instance: ['web-1'] },
  node_cpu_seconds_total: { mode: ['idle', 'user'], cpu: ['0', '1'] },
  'cpu.load': { größe: ['2'] },
};

const unique = (texts: readonly string[]) => [...new Set(texts)];
const labelsOf = (metric: string | undefined) => (metric ? [METRICS[metric] ?? {}] : Object.values(METRICS));

const source: NameSource = {
  metrics: async search =>
    Object.keys(METRICS)
      .filter(name => name.includes(search) || search === '' || /^[a-z]+$/.test(search))
      .map(name => ({ name, type: name.endsWith('_total') ? 'counter' : undefined, help: `Help of ${name}.` })),
  labels: async metric => unique(labelsOf(metric).flatMap(one => Object.keys(one))),
  values: async (label, metric) => unique(labelsOf(metric).flatMap(one => one[label] ?? [])),
};

const { signal } = new AbortController();

/** `‸` is the cursor. */
function at(marked: string) {
  const cursor = marked.indexOf('‸');
  assert.ok(cursor >= 0, marked);
  const text = marked.slice(0, cursor) + marked.slice(cursor + 1);
  return { text, cursor, asked: completePromql(text, cursor, source, signal) };
}

const namesAt = async (marked: string) => (await at(marked).asked).items.map(({ name }) => name);

/** The text once the first completion was taken, with the cursor. */
async function taken(marked: string): Promise<string> {
  const { text, asked } = at(marked);
  const { from, to, items } = await asked;
  return `${text.slice(0, from)}${items[0]?.insert ?? ''}‸${text.slice(to)}`;
}

const FIRST: readonly (readonly [text: string, first: string])[] = [
  ['htt‸', 'http_requests_total'],
  ['HTTP_RE‸', 'http_requests_total'],
  ['sum(cpu‸', 'cpu.load'],
  ['ra‸', 'rate'],
  ['su‸', 'sum'],
  ['sum b‸', 'by'],
  ['sum(http_requests_total) wi‸', 'without'],
  ['sum(http_requests_total) of‸', 'offset'],
  ['a > bo‸', 'bool'],
  ['a / o‸', 'on'],
  ['a / on (x) group_l‸', 'group_left'],
  ['http_requests_total un‸', 'unless'],
  ['http_requests_total{co‸', 'code'],
  ['http_requests_total{code="200", i‸', 'instance'],
  ['rate(http_requests_total{code=~"4‸', '404'],
  ['http_requests_total{code=~"200|5‸', '500'],
  ['sum by (mo‸) (node_cpu_seconds_total)', 'mode'],
  ['sum(node_cpu_seconds_total) by (cpu, m‸', 'mode'],
  ['a / on (co‸', 'code'],
  ['topk by (cp‸', 'cpu'],
  ['http_requests_total[‸', '5m'],
  ['http_requests_total[10‸', '10m'],
  ['http_requests_total[1h:5‸', '5m'],
  ['x offset ‸', '5m'],
  ['x offset 3‸', '3m'],
  ['x @ s‸', 'start()'],
  ['{"cpu‸', 'cpu.load'],
  ['{__name__="node‸', 'node_cpu_seconds_total'],
  ['{__name__="http_requests_total", pa‸', 'path'],
  ['(1 + rat‸', 'rate'],
  ['rate(\n  htt‸', 'http_requests_total'],
];

for (const [text, first] of FIRST) {
  test(`at ${JSON.stringify(text)} ${first} comes first`, async () => {
    // Shorter ones go first among equals; both of these begin with what was typed.
    const names = await namesAt(text);
    if (first === 'http_requests_total')
      assert.deepEqual(new Set(names.slice(0, 2)), new Set([first, 'http_request_seconds'].slice(0, names.length)));
    else assert.equal(names[0], first, names.join());
  });
}

const TAKEN: readonly (readonly [before: string, after: string])[] = [
  ['ra‸', 'rate(‸'],
  ['ra‸te(x)', 'rate‸(x)'],
  ['nod‸', 'node_cpu_seconds_total‸'],
  ['sum(nod‸xyz)', 'sum(node_cpu_seconds_total‸)'],
  ['cpul‸ + 1', '{"cpu.load"}‸ + 1'],
  ['sum(cpu_‸', 'sum(node_cpu_seconds_total‸'],
  ['node_cpu_seconds_total{m‸', 'node_cpu_seconds_total{mode="‸'],
  ['node_cpu_seconds_total{m‸="idle"}', 'node_cpu_seconds_total{mode‸="idle"}'],
  ['node_cpu_seconds_total{mode="‸', 'node_cpu_seconds_total{mode="idle"‸'],
  ['node_cpu_seconds_total{mode="us‸"}', 'node_cpu_seconds_total{mode="user‸"}'],
  ['node_cpu_seconds_total{mode=‸', 'node_cpu_seconds_total{mode="idle"‸'],
  ["node_cpu_seconds_total{mode='i‸", "node_cpu_seconds_total{mode='idle'‸"],
  ['http_requests_total{path=~"/a‸', 'http_requests_total{path=~"/a\\\\.b"‸'],
  ['http_requests_total{path="/\\"‸', 'http_requests_total{path="‸'],
  ["http_requests_total{path='/i‸", "http_requests_total{path='/it\\'s'‸"],
  ['{"cpu.load", g‸', '{"cpu.load", "größe"="‸'],
  ['rate(x[1‸', 'rate(x[1m]‸'],
  ['rate(x[1‸])', 'rate(x[1m‸])'],
  ['sum b‸', 'sum by (‸'],
  ['x of‸', 'x offset ‸'],
];

for (const [before, after] of TAKEN) {
  test(`the first completion makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, async () => {
    if (after === before || after.endsWith('="‸')) {
      const { items } = await at(before).asked;
      if (items.length === 0) return;
    }
    assert.equal(await taken(before), after);
  });
}

const NOTHING = ['# a comment ‸', '"a text ‸', 'x{a="b"‸', 'x{a ‸', '1‸', 'sum by (a) ‸', 'by ‸'];

for (const text of NOTHING) {
  test(`nothing of its own accord stands at ${JSON.stringify(text)}`, async () => {
    const { items, isEager } = await at(text).asked;
    assert.ok(items.length === 0 || !isEager, items.map(({ name }) => name).join());
  });
}

test('an empty place offers all there is, but only to who asks', async () => {
  for (const text of ['‸', 'sum(‸', 'x + ‸']) {
    const { items, isEager } = await at(text).asked;
    assert.ok(items.length > 3 && !isEager, text);
  }
  assert.ok((await at('x{‸').asked).isEager);
  assert.ok((await at('sum by (‸) (x)').asked).isEager);
});

test('labels that the braces have already are not offered again, and a metric is no label', async () => {
  assert.deepEqual(await namesAt('http_requests_total{code="200", ‸'), ['instance', 'path']);
  assert.deepEqual(await namesAt('sum by (‸) (rate(node_cpu_seconds_total[5m]))'), ['cpu', 'mode']);
});

test('a completion says what it takes and what it gives', async () => {
  const { items } = await at('quantile_o‸').asked;
  assert.deepEqual(items[0], {
    kind: 'function',
    name: 'quantile_over_time',
    insert: 'quantile_over_time(',
    detail: 'quantile_over_time(number, series[5m])',
    isUsual: false,
    help: 'The value that this share of the readings in the range stays below.',
  });
  const [metric] = (await at('node‸').asked).items;
  assert.deepEqual([metric!.detail, metric!.help], ['counter', 'Help of node_cpu_seconds_total.']);
});

test('every function and aggregation that is offered has a line of help', () => {
  for (const name of [...FUNCTIONS].filter(([, { isExperimental }]) => !isExperimental).map(([name]) => name))
    assert.match(FUNCTION_HELP[name] ?? '', /^.+\.$/, name);
  for (const name of AGGREGATIONS.keys()) assert.match(FUNCTION_HELP[name] ?? '', /^.+\.$/, name);
});

test('a name that is written out needs no list', async () => {
  assert.deepEqual(await namesAt('node_cpu_seconds_total‸'), []);
});

test('however many names there are, so many are offered', async () => {
  const many: NameSource = {
    ...source,
    metrics: async () => Array.from({ length: 500 }, (_, i) => ({ name: `m_${i}` })),
  };
  const untyped = (await completePromql('', 0, many, signal)).items.map(({ name }) => name);
  assert.deepEqual([untyped[0], untyped[12]], ['m_0', 'sum'], 'metrics leave room for what is done with them');
  assert.equal((await completePromql('m', 1, many, signal)).items.length, MAX_COMPLETIONS);
  assert.equal((await completePromql('', 0, many, signal)).items.length, MAX_COMPLETIONS);
});

test('who is overtaken gets the reason, and no list', async () => {
  const abort = new AbortController();
  const slow: NameSource = {
    ...source,
    metrics: async () => {
      abort.abort(new Error('overtaken'));
      return [];
    },
  };
  await assert.rejects(completePromql('x', 1, slow, abort.signal), /overtaken/);
});

test('a text that is made to take long is looked at at once', async () => {
  const began = performance.now();
  for (const text of [`x[${'a'.repeat(100_000)} `, `${'['.repeat(100_000)}] offset 5`, `${'x['.repeat(50_000)}5`])
    await completePromql(text, text.length, source, signal);
  assert.ok(performance.now() - began < 3000);
});

test('no text is too broken, wherever the cursor stands', async () => {
  const text = 'sum by (a, "b) (rate(x{y=~"z|\\", w!=`q}[5m:] offset -1h)) / on( group_left { [ 0x1e+ @ ] #';
  for (let cursor = 0; cursor <= text.length; cursor++) {
    const { from, to } = await completePromql(text, cursor, source, signal);
    assert.ok(from <= cursor && to >= cursor, `${cursor}: ${from} to ${to}`);
  }
});
