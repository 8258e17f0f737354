import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createFolder, startDaemon } from '../../app/testing/daemon.ts';
import { freePort } from '../../app/testing/real-server.ts';
import type { Contender } from './contender.ts';

const MODULE = '/usr/lib/nginx/modules/ngx_nchan_module.so';

/** Why nchan cannot be measured here. */
export function findNoNchan(): string | undefined {
  return existsSync(MODULE) ? undefined : 'nchan: left out, there is no libnginx-mod-nchan (Debian)';
}

/** nginx with nchan and nothing else: one worker, messages for who comes late as few as can be. */
export async function startNchan(): Promise<Contender> {
  const [folder, port] = [createFolder(), await freePort()];
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, configOf(folder, port));
  const { pid, dispose } = await startDaemon({
    command: '/usr/sbin/nginx',
    args: ['-p', folder, '-c', config, '-e', join(folder, 'error.log')],
    folder,
    readyUrl: `http://127.0.0.1:${port}/ready`,
  });
  const socket = connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  socket.resume(); // its answers, which say how many heard
  const post = (text: string) =>
    `POST /pub HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
  return {
    ...{ pid, port, path: '/sub' },
    publish: texts => void socket.write(texts.map(post).join('')),
    async stop() {
      socket.destroy();
      await dispose();
    },
  };
}

function configOf(folder: string, port: number): string {
  return `
load_module ${MODULE};
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 12000; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 100000000;
  nchan_message_buffer_length 2000;
  nchan_shared_memory_size 256M;
  server {
    listen 127.0.0.1:${port} backlog=8192;
    location = /ready { return 200; }
    location = /pub { nchan_publisher; nchan_channel_id topic; }
    location = /sub { nchan_subscriber eventsource; nchan_channel_id topic; nchan_subscriber_first_message newest; }
  }
}
`;
}
