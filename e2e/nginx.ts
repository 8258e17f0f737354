import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../app/testing/real-server.ts';

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real nginx in front of `upstreamUrl`, with nothing set but `proxy_pass`. */
export async function startNginx(upstreamUrl: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-nginx-'));
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, configOf(folder, port, upstreamUrl));
  const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find(path => existsSync(path)) ?? 'nginx';
  const child = spawn(program, ['-p', folder, '-c', config, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  const killWithUs = () => child.kill('SIGTERM');
  process.once('exit', killWithUs);
  const exited = once(child, 'exit');
  await listening(port, () => child.exitCode !== null);
  return {
    url: `http://localhost:${port}`,
    async stop() {
      process.off('exit', killWithUs);
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that it writes goes into the folder; that is all that differs from how it comes. */
function configOf(folder: string, port: number, upstreamUrl: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${folder}/${name};`,
  );
  return `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${paths.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${upstreamUrl};
    }
  }
}
`;
}

const RETRY_MS = 20;

/** It says nothing when it is ready, so it is asked. */
async function listening(port: number, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    if (hasEnded()) throw new Error('nginx did not start: is its configuration right, and is the program whole?');
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
