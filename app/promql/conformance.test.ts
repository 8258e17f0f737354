import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { functions } from './functions/functions.ts';
import { FUNCTIONS } from './functions-table.ts';
import { runFile } from './testing/conformance/run-file.ts';

const FOLDER = join(import.meta.dirname, 'testing/promqltest');

/** What its cases need is off by default in Prometheus, too. */
const BEHIND_A_FLAG: Readonly<Record<string, string>> = {
  'name_label_dropping.test': 'names are removed late only with --enable-feature=promql-delayed-name-removal',
};

for (const file of readdirSync(FOLDER).filter(name => name.endsWith('.test') && !(name in BEHIND_A_FLAG))) {
  test(`answers as Prometheus does: ${file}`, async t => {
    const { passed, leftOut, failures } = await runFile(readFileSync(join(FOLDER, file), 'utf8'));
    const reasons = Array.from(leftOut, ([reason, count]) => `${count} left out: ${reason}`);
    t.diagnostic([`${file}: ${passed} passed`, ...reasons].join(', '));
    assert.deepEqual(failures, []);
    assert.ok(passed > 0 || leftOut.size > 0, 'there were cases');
  });
}

test('a wrong answer is found out', async () => {
  const { passed, failures } = await runFile(
    'load 1m\n  x{a="b"} 1+1x9\n\neval instant at 5m x\n  x{a="b"} 7\n\neval instant at 5m sum(x)\n  {} 6\n\neval instant at 5m x\n  y{a="b"} 6\n\neval instant at 5m x\n  expect fail\n',
  );
  assert.equal(passed, 1);
  assert.deepEqual(
    failures.map(failure => failure.split(': ')[0]),
    ['line 4', 'line 10', 'line 13'],
  );
});

test('every function that is offered is there, and no other', () => {
  const offered = Array.from(FUNCTIONS).filter(([, { isExperimental }]) => !isExperimental);
  assert.deepEqual(Object.keys(functions).sort(), offered.map(([name]) => name).sort());
});
