import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTraceparent, startTrace } from './trace-context.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const recorded = { traceId, parentId, sampled: true };

const table: readonly [title: string, header: string | null, expected: object | undefined][] = [
  ['a sampled parent', `00-${traceId}-${parentId}-01`, recorded],
  ['a parent that is not sampled', `00-${traceId}-${parentId}-00`, { traceId, parentId, sampled: false }],
  ['unknown flags beside sampled', `00-${traceId}-${parentId}-ff`, recorded],
  ['a later version', `01-${traceId}-${parentId}-01`, recorded],
  ['a later version with more fields', `cc-${traceId}-${parentId}-01-what-the-future-is`, recorded],
  ['a later version with something glued on', `cc-${traceId}-${parentId}-01.what`, undefined],
  ['more fields in version 00', `00-${traceId}-${parentId}-01-what`, undefined],
  ['upper case', `00-${traceId.toUpperCase()}-${parentId}-01`, undefined],
  ['a zero trace id', `00-${'0'.repeat(32)}-${parentId}-01`, undefined],
  ['a zero parent id', `00-${traceId}-${'0'.repeat(16)}-01`, undefined],
  ['version ff', `ff-${traceId}-${parentId}-01`, undefined],
  ['a short id', `00-${traceId.slice(1)}-${parentId}-01`, undefined],
  ['two headers joined', `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`, undefined],
  ['garbage', 'hello', undefined],
  ['an empty header', '', undefined],
  ['no header', null, undefined],
];
for (const [title, header, expected] of table) {
  test(`E14 traceparent: ${title} is ${expected ? 'read' : 'invalid'}`, () => {
    assert.deepEqual(parseTraceparent(header), expected);
  });
}

test('E14 a trace that starts here has a fresh, valid id and no parent', () => {
  const [one, two] = [startTrace(), startTrace()];
  assert.notEqual(one.traceId, two.traceId);
  assert.ok(parseTraceparent(`00-${one.traceId}-${parentId}-00`));
  assert.equal(one.parentId, undefined);
});
