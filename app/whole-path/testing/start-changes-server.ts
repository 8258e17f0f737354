import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sourceFlags } from '../../testing/source-flags.ts';

const script = fileURLToPath(new URL('./changes-server.ts', import.meta.url));

export interface ChangesServer {
  readonly url: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  kill(): void;
}

/** Starts `changes-server.ts` over that file, in a process of its own. */
export async function startChangesServer(path: string): Promise<ChangesServer> {
  const child = fork(script, [path], { execArgv: [...sourceFlags] });
  const ended = once(child, 'exit');
  const told = once(child, 'message') as Promise<[port: number]>;
  const [port] = await Promise.race([told, ended.then(() => Promise.reject(new Error('It ended while it started.')))]);
  return { url: `http://127.0.0.1:${port}`, ended, kill: () => child.kill('SIGKILL') };
}
