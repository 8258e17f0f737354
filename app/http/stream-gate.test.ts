import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStreamGate, goodbye, type StreamGate, type StreamOwner, type Ticket } from './stream-gate.ts';

const anna = { user: 'person 1', session: 's1', address: '10.0.0.1' };
const NO_LIMITS = { total: 100, perUser: 100, perAddress: 100 };

test('lets streams in up to each limit, and says which one is reached', () => {
  const gate = createStreamGate({ total: 5, perUser: 2, perAddress: 3 });
  enter(gate, anna);
  const second = enter(gate, { ...anna, session: 's2' });
  assert.match(refuse(gate, { ...anna, address: '10.0.0.9' }), /^You have 2 streams open.*MAX_STREAMS_PER_USER/);
  enter(gate, { user: 'person 2', address: anna.address });
  assert.match(refuse(gate, { user: 'person 3', address: anna.address }), /^3 streams.*MAX_STREAMS_PER_ADDRESS/);
  enter(gate, { user: 'person 3', address: '10.0.0.3' });
  enter(gate, { user: 'person 4', address: '10.0.0.4' });
  assert.match(refuse(gate, { user: 'person 5', address: '10.0.0.5' }), /^5 streams are open.*TELLTALE_MAX_STREAMS\)/);
  assert.equal(gate.open, 5, 'refused streams do not count');
  second.leave();
  second.leave();
  assert.equal(gate.open, 4, 'a place is given back once');
  enter(gate, anna);
});

test('ends the streams that match, with the farewell as the reason, and counts them until they have left', () => {
  const gate = createStreamGate(NO_LIMITS);
  const [first, second, other] = [enter(gate, anna), enter(gate, anna), enter(gate, { ...anna, session: 's2' })];
  const farewell = goodbye({ href: '/login' });
  gate.end(owner => owner.session === 's1', farewell);
  assert.deepEqual(
    [first, second, other].map(({ signal }) => signal.aborted),
    [true, true, false],
  );
  assert.equal(first.signal.reason, farewell);
  assert.equal(gate.open, 3);
  first.leave();
  second.leave();
  assert.equal(gate.open, 1);
});

test('the first farewell counts', () => {
  const gate = createStreamGate(NO_LIMITS);
  const ticket = enter(gate, anna);
  const { signal } = ticket;
  gate.end(() => true, goodbye({ reason: 'first' }));
  gate.end(() => true, goodbye({ reason: 'second' }));
  assert.deepEqual(signal.reason, { event: 'gone', data: '{"reason":"first"}' });
  assert.equal(ticket.farewell, signal.reason);
});

test('one that leaves while all are ended keeps nobody from being ended', () => {
  const gate = createStreamGate(NO_LIMITS);
  const tickets = [1, 2, 3].map(() => enter(gate, anna));
  for (const { signal, leave } of tickets) signal.addEventListener('abort', () => leave());
  gate.end(() => true, { event: 'restart', data: '' });
  assert.ok(tickets.every(({ signal }) => signal.aborted));
  assert.equal(gate.open, 0);
});

function enter(gate: StreamGate, owner: StreamOwner): Ticket {
  const ticket = gate.enter(owner, 'page');
  assert.ok(!('refusal' in ticket));
  return ticket;
}

function refuse(gate: StreamGate, owner: StreamOwner): string {
  const ticket = gate.enter(owner, 'page');
  assert.ok('refusal' in ticket);
  return ticket.refusal;
}
