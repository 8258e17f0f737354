import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveLink } from './live-link.ts';

const clock = { now: () => Date.UTC(2026, 5, 1, 12, 3, 22), timeZone: 'Europe/Berlin' };

test('gives the moment for the page, and its clock time in the time zone', () => {
  assert.deepEqual(liveLink(clock, '/live?cursor=e-7'), {
    href: '/live?cursor=e-7',
    iso: '2026-06-01T12:03:22.000Z',
    time: '14:03:22',
  });
});

test('a page that holds its stream itself gets none', () => {
  assert.ok(!('href' in liveLink(clock)));
});
