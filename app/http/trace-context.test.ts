import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrace, parseTraceparent, parseTracestate } from './trace-context.ts';

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

test('E14 a trace that starts here has fresh, valid ids and no parent', () => {
  const [one, two] = [openTrace(null, null), openTrace('garbage', 'a=1')];
  assert.notEqual(one.traceId, two.traceId);
  assert.ok(parseTraceparent(`00-${one.traceId}-${one.spanId}-00`));
  assert.deepEqual([two.parentId, two.state], [undefined, undefined]);
});

test("E14 a trace that goes on has a span of its own and keeps the caller's state", () => {
  const { spanId, ...trace } = openTrace(`00-${traceId}-${parentId}-01`, 'vendor=x');
  assert.deepEqual(trace, { ...recorded, state: 'vendor=x' });
  assert.match(spanId, /^[\da-f]{16}$/);
  assert.notEqual(spanId, parentId);
});

const states: readonly [title: string, header: string | null, expected: string | undefined][] = [
  ['members with blanks and empty ones', 'a=1 , ,b@c=x y', 'a=1,b@c=x y'],
  ['a key that begins with a digit and has a tenant', '1a@b=2', '1a@b=2'],
  ['a key that begins with a digit and has none', '1a=2', undefined],
  ['an upper-case key', 'A=1', undefined],
  ['a member without a value', 'a', undefined],
  ['a value with an equals sign', 'a=1=2', undefined],
  ['the same key twice', 'a=1,a=2', undefined],
  [
    '32 members',
    Array.from({ length: 32 }, (_, i) => `k${i}=1`).join(','),
    Array.from({ length: 32 }, (_, i) => `k${i}=1`).join(','),
  ],
  ['33 members', Array.from({ length: 33 }, (_, i) => `k${i}=1`).join(','), undefined],
  ['an empty header', '', undefined],
  ['no header', null, undefined],
];
for (const [title, header, expected] of states) {
  test(`E14 tracestate: ${title} ${expected === undefined ? 'is dropped' : 'is kept'}`, () => {
    assert.equal(parseTracestate(header), expected);
  });
}
