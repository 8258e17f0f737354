import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openHttp2Viewer } from './testing/http2-viewer.ts';
import { readEvents } from './testing/read-events.ts';
import { kindOf } from './testing/screen-stage.ts';

test('under HTTP/2 a stream greets, goes on, and is given back when the client resets it', async t => {
  const { stage, request } = await openHttp2Viewer(t);
  let text = '';
  request.setEncoding('utf8').on('data', data => {
    text += data;
  });
  const [head] = await once(request, 'response');
  assert.equal(head['content-type'], 'text/event-stream; charset=utf-8');
  stage.quiet.show('two');
  while (readEvents(text).length < 2) await once(request, 'data');
  assert.deepEqual(readEvents(text).map(kindOf), ['beat', 'two']);
  request.close(8); // CANCEL
  await stage.isFree();
});

test('under HTTP/2 a client that took nothing for a while is given the state, not what came meanwhile', async t => {
  const { stage, request } = await openHttp2Viewer(t);
  await once(request, 'response');
  for (let count = 0; count < 300; count++) {
    stage.quiet.show(`${count} ${'.'.repeat(1000)}`); // in all less than a screen keeps
    await nextTurn();
  }
  let text = '';
  request.setEncoding('utf8').on('data', data => {
    text += data;
  });
  while (!/299 [.]{1000}/.test(text)) await once(request, 'data');
  const kinds = readEvents(text).map(kindOf);
  assert.ok(kinds.length < 250, `${kinds.length} events`);
  assert.equal(kinds.filter(kind => kind.startsWith('area ')).length, 1);
});
