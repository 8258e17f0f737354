import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createFolder, findMissing, startDaemon } from '../../../app/testing/daemon.ts';
import { freePort } from '../../../app/testing/real-server.ts';
import { restingDiskBytes } from '../disk-bytes.ts';
import type { Engine } from '../engine.ts';
import { lineProtocol } from '../line-protocol.ts';
import { promqlReads } from '../promql-reads.ts';

const QUIET_MS = 3_000;

/** VictoriaMetrics on one machine. It syncs its files every few seconds, not for each request. */
export const victoriaMetrics: Engine = {
  name: 'victoria-metrics',
  format: lineProtocol,
  missing: () => findMissing('victoria-metrics', 'victoria-metrics'),
  async start(workload) {
    const [port, folder] = [await freePort(), createFolder()];
    const url = `http://127.0.0.1:${port}`;
    const dataDir = join(folder, 'data');
    const args = [
      `-storageDataPath=${dataDir}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-loggerLevel=ERROR',
      '-search.latencyOffset=0s', // else it shows nothing of the last half minute
    ];
    const { pid, dispose } = await startDaemon({
      command: 'victoria-metrics',
      args,
      folder,
      readyUrl: `${url}/health`,
    });
    return {
      pid,
      dataDir,
      dispose,
      write: { url: `${url}/write?precision=ms` },
      reads: promqlReads(url, workload),
      async settle() {
        await fetch(`${url}/internal/force_flush`);
        await fetch(`${url}/internal/force_merge`);
        while (await isMerging(url)) await wait(100);
        return await restingDiskBytes(dataDir, QUIET_MS);
      },
    };
  },
};

async function isMerging(url: string): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^vm_active_force_merges [^0]/m.test(metrics);
}
