import type { Memory } from '../machine.ts';

/** Reads `/proc/meminfo`. Used is what programs could not have: caches that the kernel would give up are not. */
export function parseMemory(text: string): Memory {
  const bytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return {
    usedBytes: bytes('MemTotal') - bytes('MemAvailable'),
    totalBytes: bytes('MemTotal'),
    swapUsedBytes: bytes('SwapTotal') - bytes('SwapFree'),
    swapTotalBytes: bytes('SwapTotal'),
  };
}
