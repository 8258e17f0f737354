import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, findMissing, startDaemon } from '../../../app/testing/daemon.ts';
import { freePort } from '../../../app/testing/real-server.ts';
import { diskBytes } from '../disk-bytes.ts';
import type { Engine } from '../engine.ts';
import { promqlReads } from '../promql-reads.ts';
import { remoteWrite } from '../remote-write.ts';

/** Prometheus as a receiver of remote write. Its log is not synced for each request. */
export const prometheus: Engine = {
  name: 'prometheus',
  format: remoteWrite,
  missing: () => findMissing('prometheus', 'prometheus'),
  async start(workload) {
    const [port, folder] = [await freePort(), createFolder()];
    const url = `http://127.0.0.1:${port}`;
    const dataDir = join(folder, 'data');
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
    const { pid, dispose } = await startDaemon({
      command: 'prometheus',
      args: [
        '--config.file=prometheus.yml',
        `--storage.tsdb.path=${dataDir}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
        '--web.enable-admin-api',
        '--log.level=error',
      ],
      folder,
      readyUrl: `${url}/-/ready`,
    });
    return {
      pid,
      dataDir,
      dispose,
      write: { url: `${url}/api/v1/write` },
      reads: promqlReads(url, workload),
      settle: () => blockBytes(url, dataDir),
    };
  },
};

/** The block that it would make two hours later, which a snapshot makes at once. */
async function blockBytes(url: string, dataDir: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
  const { data } = (await answer.json()) as { data: { name: string } };
  return diskBytes(join(dataDir, 'snapshots', data.name));
}
