import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Samples } from '../../app/promql/eval/source.ts';
import { sendSamples } from '../../app/promql/testing/compare/send-samples.ts';
import { startPrometheus } from '../../app/promql/testing/compare/start-prometheus.ts';
import { createFolder, findMissing, startDaemon } from '../../app/testing/daemon.ts';
import { freePort } from '../../app/testing/real-server.ts';

/** Somebody who answers PromQL over HTTP, and holds the samples. */
export interface Answerer {
  readonly name: string;
  /** Why there is none here. */
  readonly missing: string | undefined;
  start(samples: readonly Samples[]): Promise<{ readonly url: string; dispose(): Promise<void> }>;
}

export const ANSWERERS: readonly Answerer[] = [
  { name: 'ours', missing: undefined, start: startOurs },
  {
    name: 'prometheus',
    missing: findMissing('prometheus', 'prometheus'),
    async start(samples) {
      const { url, dispose } = await startPrometheus();
      await sendSamples(`${url}/api/v1/write`, samples);
      return { url, dispose };
    },
  },
  {
    name: 'victoria',
    missing: findMissing('victoria-metrics', 'victoria-metrics'),
    start: startVictoriaMetrics,
  },
];

/** It makes the same samples itself. */
async function startOurs() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { dispose } = await startDaemon({
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('own-server.ts', import.meta.url)), `${port}`],
    folder: createFolder(),
    readyUrl: url,
  });
  return { url, dispose };
}

async function startVictoriaMetrics(samples: readonly Samples[]) {
  const [port, folder] = [await freePort(), createFolder()];
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `-storageDataPath=${join(folder, 'data')}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-loggerLevel=ERROR',
    '-retentionPeriod=100y',
    '-search.latencyOffset=0s', // else it shows nothing of the last half minute
  ];
  const { dispose } = await startDaemon({ command: 'victoria-metrics', args, folder, readyUrl: `${url}/health` });
  await sendSamples(`${url}/api/v1/write`, samples);
  await fetch(`${url}/internal/force_flush`);
  return { url, dispose };
}
