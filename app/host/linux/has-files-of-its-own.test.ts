import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFilesOfItsOwn } from './has-files-of-its-own.ts';
import { parseMounts } from './parse-mounts.ts';

const shown = (text: string) =>
  parseMounts(text)
    .filter(hasFilesOfItsOwn)
    .map(({ mount }) => mount);

test('disks, network shares and pools are shown; views, memory and images are not', () => {
  const text = `\
proc /proc proc rw 0 0
sysfs /sys sysfs rw 0 0
devtmpfs /dev devtmpfs rw 0 0
tmpfs /run tmpfs rw 0 0
cgroup2 /sys/fs/cgroup cgroup2 rw 0 0
systemd-1 /proc/sys/fs/binfmt_misc autofs rw 0 0
/etc/auto.misc /misc autofs rw 0 0
/dev/vda / ext4 rw 0 0
/dev/nvme0n1p1 /boot/efi vfat rw 0 0
/dev/mapper/data /srv xfs rw 0 0
/dev/loop0 /snap/core/1 squashfs ro 0 0
tank/home /home zfs rw 0 0
nas:/export /mnt/nas nfs4 rw 0 0
//nas/share /mnt/share cifs rw 0 0
hostshare /mnt/host virtiofs rw 0 0
`;
  assert.deepEqual(shown(text), ['/', '/boot/efi', '/srv', '/home', '/mnt/nas', '/mnt/share', '/mnt/host']);
});

test('the root is shown whatever it is', () => {
  assert.deepEqual(shown('overlay / overlay rw 0 0\n'), ['/']);
  assert.deepEqual(shown('none / tmpfs rw 0 0\n'), ['/']);
});
