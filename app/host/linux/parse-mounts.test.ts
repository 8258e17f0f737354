import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMounts } from './parse-mounts.ts';

test('spaces, tabs and backslashes in names are read as they are', () => {
  assert.deepEqual(parseMounts('//nas/my\\040files /mnt/a\\040b\\011c\\134d\\043é cifs rw,relatime 0 0\n'), [
    { device: '//nas/my files', mount: '/mnt/a b\tc\\d#é', type: 'cifs' },
  ]);
});

test('what was mounted over something else hides it', () => {
  const mounts = parseMounts('rootfs / rootfs rw 0 0\n/dev/sda1 / ext4 rw 0 0\n');
  assert.deepEqual(mounts, [{ device: '/dev/sda1', mount: '/', type: 'ext4' }]);
});

test('no file is no mounts', () => {
  assert.deepEqual(parseMounts(''), []);
});
