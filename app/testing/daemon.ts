import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server of somebody else in a process of its own, with a folder that goes with it. */
export interface Daemon {
  readonly pid: number;
  /** SIGTERM, and the end of the process. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

export interface DaemonOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** As `createFolder` made it. */
  readonly folder: string;
  /** Answers with a success when it can be written to. */
  readonly readyUrl: string;
}

const START_TIMEOUT_MS = 30_000;

/** A folder for one run, next to those of the tests. */
export function createFolder(): string {
  return mkdtempSync(join(tmpdir(), 'telltale-bench-'));
}

/** Why there is no such command, and how to get it. */
export function findMissing(command: string, debianPackage: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (folders.some(folder => existsSync(join(folder, command)))) return undefined;
  return `not installed (Debian package ${debianPackage})`;
}

/** Starts it and waits until it is ready. Rejects with its last words when it is not. */
export async function startDaemon({ command, args, env, folder, readyUrl }: DaemonOptions): Promise<Daemon> {
  const output = join(folder, 'output');
  const file = openSync(output, 'w');
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', file, file],
  });
  const remove = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove); // a run that is cut off leaves nothing behind
  await Promise.race([untilReady(readyUrl), once(child, 'exit')]);
  if (!isAlive(child)) throw new Error(`${command} ended at its start:\n${readFileSync(output, 'utf8').slice(-2000)}`);
  return {
    pid: child.pid!,
    stop: () => stop(child),
    async dispose() {
      await stop(child);
      process.off('exit', remove);
      remove();
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const endMs = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false, // it does not listen yet
    );
    if (isReady) return;
    if (performance.now() > endMs) throw new Error(`${url} was not ready within ${START_TIMEOUT_MS} ms.`);
    await wait(50);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
