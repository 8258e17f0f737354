import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, type Daemon, startDaemon } from '../../../testing/daemon.ts';
import { freePort } from '../../../testing/real-server.ts';

export interface RunningPrometheus extends Daemon {
  /** Without a slash at the end. */
  readonly url: string;
}

/** A real Prometheus without data, that can be written to. It scrapes nothing. */
export async function startPrometheus(): Promise<RunningPrometheus> {
  const [port, folder] = [await freePort(), createFolder()];
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  const daemon = await startDaemon({
    command: 'prometheus',
    args: [
      '--config.file=prometheus.yml',
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=error',
    ],
    folder,
    readyUrl: `${url}/-/ready`,
  });
  return { ...daemon, url };
}
