import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer } from '../testing/real-server.ts';
import { untilOwnNumbers } from './testing/own-numbers.ts';
import { signIn } from './testing/visitor.ts';

const BOARD = routes.dashboard.href({ slug: 'this-machine' });

test('This machine says that viewers were refused, with why, as its own readings and metrics do', async t => {
  const server = await startServer({ env: { TELLTALE_MAX_STREAMS_PER_USER: '2' } });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  const { streamPath } = await visitor.visit(BOARD);
  const open = async () => {
    const stream = visitor.stream(streamPath);
    t.after(() => stream[Symbol.dispose]());
    await stream.until(() => stream.bytes > 0);
    return stream;
  };
  const metrics = async () => (await visitor.get(routes.metrics.href(), 'text/plain')).text();
  const first = await open();
  await open();
  await open();
  first[Symbol.dispose](); // the numbers are followed by a stream
  while (!/^telltale_streams_open\{kind="page"\} 1$/m.test(await metrics()));
  const numbers = await untilOwnNumbers(visitor, own => own.telltale_viewers_dropped_last_hour === 1);
  assert.ok(numbers.telltale_stream_frames_per_second !== undefined && numbers.telltale_draw_seconds !== undefined);
  const text = await (await visitor.get(BOARD, 'text/plain')).text();
  assert.match(text, /Telltale itself.*A limit was reached: 1 refused/);
  assert.match(text, /Dropped, last hour +.*1 over a limit/);
  assert.match(await metrics(), /^telltale_streams_refused_total\{kind="page",limit="user"\} 1$/m);
});
