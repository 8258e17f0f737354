import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createLinuxMachine } from './linux-machine.ts';

/** A machine of files in a folder, whose clock stands until it is set. */
function createMachine(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'telltale-linux-'));
  t.after(() => rmSync(root, { recursive: true }));
  const clock = { nowMs: 0 };
  const machine = createLinuxMachine({ root, nowMs: () => clock.nowMs, linkNames: () => ['lo', 'eth0', 'eth0:1'] });
  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  return { machine, write, clock };
}

const disk = (name: string, sectorsRead: number, sectorsWritten: number) =>
  `8 0 ${name} 9 9 ${sectorsRead} 9 9 9 ${sectorsWritten} 9 0 9 9\n`;

test('a machine without any of the files says nothing, and does not fail', async t => {
  const { machine } = createMachine(t);
  for (let round = 0; round < 2; round++) {
    assert.equal(await machine.cpuLoad(), undefined);
    assert.deepEqual(await machine.disks(), []);
    assert.deepEqual(await machine.diskTraffic(), { readBytesPerSecond: undefined, writtenBytesPerSecond: undefined });
    assert.ok((await machine.links()).every(link => link.sentBytesPerSecond === undefined));
    assert.equal(await machine.cpuTemperatureCelsius(), undefined);
  }
});

test('disk traffic is that of the disks: no partition, no array over them, nothing in memory', async t => {
  const { machine, write, clock } = createMachine(t);
  for (const name of ['sda', 'sdb', 'dm-0', 'md0', 'loop0', 'zram0']) write({ [`sys/block/${name}/size`]: '1' });
  const all = (sectors: number) =>
    ['sda', 'sda1', 'sdb', 'dm-0', 'md0', 'loop0', 'zram0'].map(name => disk(name, sectors, 2 * sectors)).join('');
  write({ 'proc/diskstats': all(0) });
  await machine.diskTraffic();
  clock.nowMs = 2000;
  write({ 'proc/diskstats': all(100) });
  assert.deepEqual(await machine.diskTraffic(), { readBytesPerSecond: 51_200, writtenBytesPerSecond: 102_400 });
});

test('a disk that is pulled out leaves the others their traffic', async t => {
  const { machine, write, clock } = createMachine(t);
  write({ 'sys/block/sda/size': '1', 'sys/block/sdb/size': '1' });
  write({ 'proc/diskstats': disk('sda', 0, 0) + disk('sdb', 500, 500) });
  await machine.diskTraffic();
  clock.nowMs = 1000;
  write({ 'proc/diskstats': disk('sda', 2, 4) });
  assert.deepEqual(await machine.diskTraffic(), { readBytesPerSecond: 1024, writtenBytesPerSecond: 2048 });
});

test('links are those that have an address, with the bytes of a second', async t => {
  const { machine, write, clock } = createMachine(t);
  const text = (received: number, sent: number) =>
    ['lo', 'eth0', 'ifb0'].map(name => `${name}: ${received} 0 0 0 0 0 0 0 ${sent} 0 0 0 0 0 0 0\n`).join('');
  write({ 'proc/net/dev': text(1000, 50) });
  await machine.links();
  clock.nowMs = 500;
  write({ 'proc/net/dev': text(1500, 40) });
  assert.deepEqual(
    (await machine.links()).map(link => Object.values(link)),
    [
      ['lo', 1000, undefined],
      ['eth0', 1000, undefined],
      ['eth0:1', undefined, undefined],
    ],
  );
});

test('the temperature is that of the package, else the mean of the cores, in tenths of a degree', async t => {
  const { machine, write } = createMachine(t);
  write({ 'sys/class/thermal/thermal_zone0/type': 'acpitz\n', 'sys/class/thermal/thermal_zone0/temp': '27800\n' });
  assert.equal(await machine.cpuTemperatureCelsius(), 27.8);
  write({ 'sys/class/thermal/thermal_zone1/type': 'cpu-thermal\n', 'sys/class/thermal/thermal_zone1/temp': '47236\n' });
  assert.equal(await machine.cpuTemperatureCelsius(), 47.2);
  const chip = 'sys/class/hwmon/hwmon1';
  write({ 'sys/class/hwmon/hwmon0/temp1_label': 'Composite\n', 'sys/class/hwmon/hwmon0/temp1_input': '33000\n' });
  write({ [`${chip}/temp2_label`]: 'Core 0\n', [`${chip}/temp2_input`]: '50000\n' });
  write({ [`${chip}/temp3_label`]: 'Core 1\n', [`${chip}/temp3_input`]: '53000\n' });
  assert.equal(await machine.cpuTemperatureCelsius(), 51.5);
  write({ [`${chip}/temp1_label`]: 'Package id 0\n', [`${chip}/temp1_input`]: '55000\n' });
  assert.equal(await machine.cpuTemperatureCelsius(), 55);
  write({ [`${chip}/temp1_input`]: '' });
  assert.equal(await machine.cpuTemperatureCelsius(), 47.2, 'a sensor that is asleep');
});

test('disks are the mounts that can be filled', async t => {
  const { machine, write } = createMachine(t);
  write({
    'proc/self/mounts': `proc /proc proc rw 0 0\n/dev/vda / ext4 rw 0 0\n/dev/vda ${tmpdir()}/gone ext4 rw 0 0\n`,
  });
  assert.deepEqual(
    (await machine.disks()).map(({ mount }) => mount),
    ['/'],
  );
});
