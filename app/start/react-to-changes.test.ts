import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Change } from '../../db/outbox.ts';
import { createStreamGate, type Farewell } from '../http/stream-gate.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import { openTempState } from '../testing/temp-state.ts';
import { reactToChanges } from './react-to-changes.ts';

const PLENTY = { total: 10, perUser: 10, perAddress: 10 };
const OWNERS = {
  mine: { user: 'person 1', session: 'hash-a', address: '10.0.0.1' },
  other: { user: 'person 1', session: 'hash-b', address: '10.0.0.1' },
  token: { user: 'token 4', address: '10.0.0.2' },
  longer: { user: 'token 41', address: '10.0.0.2' },
  last: { user: 'token the end', address: '10.0.0.2' },
};
const SCREENS = ['home owner', 'dashboard attic 3 5m', 'dashboard attic-2 1 5m', 'explore attic'];

/** Open streams of everybody, and screens; says which of them end, and how. */
function watch(t: TestContext, changes: Parameters<typeof reactToChanges>[0]) {
  const gate = createStreamGate(PLENTY);
  const stop = new AbortController();
  const ended: [name: string, farewell?: Farewell][] = [];
  for (const [name, owner] of Object.entries(OWNERS)) {
    const ticket = gate.enter(owner, 'page');
    assert.ok('signal' in ticket);
    ticket.signal.addEventListener('abort', () => ended.push([name, ticket.signal.reason]));
  }
  const live = {
    end: (matches: (name: string) => boolean) => ended.push(...SCREENS.filter(matches).map(name => [name] as [string])),
  };
  const done = reactToChanges(changes, { live, gate, loginHref: '/login', signal: stop.signal });
  t.after(() => stop.abort());
  return { ended, stop, done };
}

async function reactTo(t: TestContext, topic: string, key: string) {
  const { state } = openTempState(t);
  const { ended, stop, done } = watch(t, state.outbox.changes);
  await state.transactional.batch(() => state.outbox.announce(topic, key));
  await state.transactional.batch(() => state.outbox.announce('token', 'the end'));
  while (ended.at(-1)?.[0] !== 'last') await Promise.resolve();
  stop.abort();
  await done;
  return ended.slice(0, -1);
}

test('streams of a session that ended lead to the sign-in, and no others', async t => {
  assert.deepEqual(await reactTo(t, 'session', 'hash-b'), [['other', { event: 'gone', data: '{"href":"/login"}' }]]);
});

test('streams of a revoked token end with the reason, and no others', async t => {
  const data = '{"reason":"The token of this page was revoked"}';
  assert.deepEqual(await reactTo(t, 'token', '4'), [['token', { event: 'gone', data }]]);
});

test('a changed dashboard ends no screen: those that show of it hear of it by themselves', async t => {
  assert.deepEqual(await reactTo(t, 'dashboard', 'attic'), []);
});

test('other changes end nothing', async t => {
  assert.deepEqual(await reactTo(t, 'unit', 'temperature'), []);
});

test('what was rolled back ends nothing', async t => {
  const { state } = openTempState(t);
  const { ended, stop, done } = watch(t, state.outbox.changes);
  const rolledBack = state.transactional.batch(() => {
    state.outbox.announce('session', 'hash-a');
    throw new Error('not this one');
  });
  await assert.rejects(rolledBack);
  stop.abort();
  await done;
  assert.deepEqual(ended, []);
});

test('where changes were missed, everybody starts over', async t => {
  const changes = createReactiveStream<Change>({ capacity: 1 });
  const { ended, done } = watch(t, changes);
  for (let seq = 1; seq <= 3; seq++) changes.emit({ seq, topic: 'unit', key: 'x' });
  changes.close();
  await done;
  const restart = { event: 'restart', data: '' };
  const streams = Object.keys(OWNERS).map(name => [name, restart]);
  assert.deepEqual(ended, [...streams, ...SCREENS.map(name => [name])]);
});
