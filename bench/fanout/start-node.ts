import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';

/** What `npm start` tells Node beside the loader. The others run as Node is. */
function productFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(scripts.start).match(/--max-\S+/g) ?? [];
}

/** Starts one of `servers.ts` in a process of its own. */
export async function startNode(name: string): Promise<Contender> {
  const file = fileURLToPath(new URL('serve.ts', import.meta.url));
  const flags = name === 'telltale' ? productFlags() : [];
  const child = spawn(process.execPath, [...process.execArgv, ...flags, file, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { http, door } = JSON.parse(line) as { http: number; door: number };
  const socket = connect(door, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  return {
    ...{ pid: child.pid!, port: http, path: '/' },
    publish: texts => void socket.write(`${texts.join('\t')}\n`),
    async stop() {
      socket.destroy();
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
