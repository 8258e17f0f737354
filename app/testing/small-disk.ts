import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes, in memory, that holds nothing but what a test puts there. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string;
  /** Takes all room that is left, to the last byte. */
  fill(): void;
  /** Gives that room back. */
  free(): void;
  /** Mounted anew, so that nothing can be written to it, or everything. No file may be open for writing. */
  setReadOnly(isReadOnly: boolean): void;
}

interface Test {
  after(clean: () => void): void;
}

/** Mounts one for the length of a test. Only where `canMount`. */
export function mountSmallDisk(t: Test, sizeMegabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-disk-'));
  mount(folder, `size=${sizeMegabytes}m`);
  const unmount = () => {
    execFileSync('umount', ['--lazy', folder]); // also where a process that was killed is not quite gone
    rmdirSync(folder);
  };
  // A test run that is cut off leaves no disk behind.
  process.once('exit', unmount);
  t.after(() => {
    process.off('exit', unmount);
    unmount();
  });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fillWith(ballast),
    free: () => rmSync(ballast),
    setReadOnly: isReadOnly => mount(folder, `remount,${isReadOnly ? 'ro' : 'rw'}`),
  };
}

/** Makes one file read-only, for root too, until it is disposed of. Only where `canMount`. */
export function bindReadOnly(path: string): Disposable {
  execFileSync('mount', ['--bind', path, path]);
  execFileSync('mount', ['-o', 'remount,bind,ro', path]);
  return { [Symbol.dispose]: () => void execFileSync('umount', [path]) };
}

/** Root may mount, if its container lets it. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-disk-'));
  try {
    mount(folder, 'size=1m');
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
}

function fillWith(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let bytes = 1 << 20; bytes >= 1; bytes >>= 1) writeUntilFull(file, Buffer.alloc(bytes));
  } finally {
    closeSync(file);
  }
}

function writeUntilFull(file: number, block: Buffer): void {
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
