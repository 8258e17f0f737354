import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../app/testing/real-server.ts';
import type { ReverseProxy } from './proxies.ts';

/** Disposed, it ends with all of its connections, and what it wrote is removed. */
export interface RunningProxy extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
  /** At the same address as before. */
  start(): Promise<void>;
}

/** Starts a real proxy in front of a server on this machine. */
export async function startProxy(proxy: ReverseProxy, upstreamPort: number, more = ''): Promise<RunningProxy> {
  const folder = mkdtempSync(join(tmpdir(), `telltale-${proxy.name}-`));
  const place = { folder, port: await freePort(), upstreamPort, more };
  const configFile = join(folder, 'config');
  writeFileSync(configFile, proxy.config(place));
  const launch = async () => {
    const child = spawn(proxy.program ?? proxy.name, proxy.args(place, configFile), {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: folder },
    });
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    child.once('exit', () => process.off('exit', killWithUs));
    await listening(proxy.name, place.port, () => child.exitCode !== null);
    return child;
  };
  let child = await launch();
  return {
    url: `http://localhost:${place.port}`,
    stop: () => end(child),
    async start() {
      child = await launch();
    },
    async [Symbol.asyncDispose]() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a supervisor does it: kindly, and then not. Some wait for their streams for ever. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await exited;
  clearTimeout(late);
}

const KILL_AFTER_MS = 5000;
const RETRY_MS = 20;

/** It says nothing when it is ready, so it is asked. */
async function listening(name: string, port: number, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    if (hasEnded()) throw new Error(`${name} did not start: is its configuration right, and is the program whole?`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await wait(RETRY_MS);
  }
}
