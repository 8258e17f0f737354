import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWholeDisk } from './is-whole-disk.ts';

test('disks count, and neither memory nor files nor what lies over other disks', () => {
  const disks = ['sda', 'vda', 'xvda', 'hda', 'nvme0n1', 'nvme10n2', 'mmcblk0', 'nbd0', 'pmem0', 'rbd1', 'dasda'];
  const others = ['loop0', 'ram15', 'zram0', 'sr0', 'fd0', 'dm-0', 'md127', 'md_d0', 'zd16', 'nvme0c1n1', 'bcache0'];
  assert.deepEqual([...disks, ...others].filter(isWholeDisk), disks);
});
