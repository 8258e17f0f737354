import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeEvent } from './encode-event.ts';
import { readEvents } from './testing/read-events.ts';

test('an event without a name is a message to swap in', () => {
  assert.equal(encodeEvent({ id: 'e-7', data: '<p>1</p>' }), 'id: e-7\ndata: <p>1</p>\n\n');
});

test('an event with a name but without data still reaches the page', () => {
  assert.deepEqual(readEvents(encodeEvent({ event: 'beat', data: '' })), [{ id: '', event: 'beat', data: '' }]);
});

test('data comes through whatever stands in it, with every line break as a line feed', () => {
  const hostile = [
    'a\nb',
    'a\r\nb\rc',
    '\n',
    'data: x\n\nevent: gone\ndata: y',
    ' blank first',
    ': comment',
    '',
    'ä€😀\0',
  ];
  const stream = hostile.map(data => encodeEvent({ data })).join('');
  assert.deepEqual(
    readEvents(stream).map(({ event, data }) => [event, data]),
    hostile.map(data => ['message', data.replace(/\r\n?/g, '\n')]),
  );
});

test('the wait before a reconnect stands in milliseconds', () => {
  const [event] = readEvents(encodeEvent({ event: 'restart', data: '', retryMs: 1500 }));
  assert.deepEqual(event, { id: '', event: 'restart', data: '', retryMs: 1500 });
});

for (const [name, broken] of Object.entries({ 'line feed': 'a\nb', 'carriage return': 'a\rb', 'zero byte': 'a\0b' })) {
  test(`an id or a name with a ${name} is refused`, () => {
    assert.throws(() => encodeEvent({ id: broken, data: '' }), RangeError);
    assert.throws(() => encodeEvent({ event: broken, data: '' }), RangeError);
  });
}
