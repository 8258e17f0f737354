import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { compose } from './middleware.ts';
import { type RequestDuration, responseTime } from './performance.ts';

async function measure(request: Request, response: Response): Promise<{ duration: RequestDuration; headers: Headers }> {
  const durations: RequestDuration[] = [];
  const answer = await toFetch(compose(responseTime({ onEnd: d => durations.push(d) })), () => response)(request);
  await answer.text();
  assert.equal(durations.length, 1);
  return { duration: durations[0]!, headers: answer.headers };
}

test('a method that nobody knows is told as _OTHER, so that a client cannot invent series', async () => {
  const { duration } = await measure(new Request('http://localhost/', { method: 'BREW' }), new Response('tea'));
  assert.equal(duration.method, '_OTHER');
  assert.equal(duration.route, undefined);
});

test('event streams and moving pictures are told apart from pages', async () => {
  const types = {
    'text/event-stream; charset=utf-8': true,
    'multipart/x-mixed-replace;boundary=f': true,
    'text/html': false,
  };
  for (const [type, isStream] of Object.entries(types)) {
    const response = new Response('x', { headers: { 'content-type': type } });
    assert.equal((await measure(new Request('http://localhost/'), response)).duration.isStream, isStream, type);
  }
});

test('Server-Timing of the handler stays beside ours', async () => {
  const response = new Response('x', { headers: { 'server-timing': 'db;dur=1' } });
  const { headers } = await measure(new Request('http://localhost/'), response);
  assert.match(headers.get('server-timing') ?? '', /^db;dur=1, app;dur=\d+\.\d{3}$/);
});
