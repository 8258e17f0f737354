import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureDisks } from './measure-disks.ts';

test('a device comes once, under its shortest path, and what is gone not at all', async () => {
  const disks = await measureDisks(['/no/such/place', import.meta.dirname, '/', '/.']);
  const root = disks.find(({ mount }) => mount === '/')!;
  assert.ok(root.sizeBytes > 0 && root.usedBytes >= 0 && root.usedBytes <= root.sizeBytes);
  assert.ok(!disks.some(({ mount }) => mount === '/no/such/place' || mount === '/.'));
});
