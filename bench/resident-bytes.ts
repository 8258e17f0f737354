import { readFileSync } from 'node:fs';

/** What a process has in memory now, its shared pages too (proc(5), `VmRSS`). Linux only. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
