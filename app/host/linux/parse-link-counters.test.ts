import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLinkCounters } from './parse-link-counters.ts';

const HEAD = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

test('every interface has what it received and what it sent', () => {
  const { receivedBytes, sentBytes } = parseLinkCounters(`${HEAD}\
    lo: 27201348225 1070561    0    0    0     0          0         0 27201348225 1070561    0    0    0     0       0          0
  eth0: 912391707   21129    0    0    0     0          0         0  1592451   13664    0    0    0     0       0          0
br-1.7:1234567890       1    0    0    0     0          0         0       42       1    0    0    0     0       0          0
`);
  assert.deepEqual(Object.fromEntries(receivedBytes), { lo: 27201348225, eth0: 912391707, 'br-1.7': 1234567890 });
  assert.deepEqual(Object.fromEntries(sentBytes), { lo: 27201348225, eth0: 1592451, 'br-1.7': 42 });
});

test('no file is no interface, and a line cut short is no number', () => {
  assert.equal(parseLinkCounters('').receivedBytes.size, 0);
  assert.equal(parseLinkCounters(HEAD).receivedBytes.size, 0);
  assert.deepEqual(parseLinkCounters('eth0: 7 1').sentBytes.get('eth0'), Number.NaN);
});
