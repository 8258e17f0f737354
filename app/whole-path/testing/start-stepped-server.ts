import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../package-root.ts';
import { freePort, startServer, type TestServer } from '../../testing/real-server.ts';
import type { WorkCounts } from './work-counts.ts';

/** A server whose clock is ours, and that tells how much it has done. */
export interface SteppedServer {
  readonly server: TestServer;
  /** Lets time pass, and gives what was done so far. Without a time what is due is done. */
  step(ms?: number): Promise<WorkCounts>;
}

const PRELOADED = ['load-typescript.js', 'app/whole-path/testing/count-work.ts'];

/** Starts the product as `serve-by-steps.ts` does, in a process of its own. */
export async function startSteppedServer(env: Readonly<Record<string, string>>): Promise<SteppedServer> {
  const stepsPort = await freePort();
  const imports = PRELOADED.map(file => `--import ${pathToFileURL(join(packageRoot, file)).href}`);
  const server = await startServer({
    entry: 'app/whole-path/testing/serve-by-steps.ts',
    env: { ...env, NODE_OPTIONS: imports.join(' '), STEPS_PORT: String(stepsPort) },
  });
  return {
    server,
    async step(ms = 0) {
      const answer = await fetch(`http://127.0.0.1:${stepsPort}/?ms=${ms}`, { method: 'POST' });
      return (await answer.json()) as WorkCounts;
    },
  };
}
