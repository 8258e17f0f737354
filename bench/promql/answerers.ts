import { join } from 'node:path';
import type { Samples } from '../../app/promql/eval/source.ts';
import { sendSamples } from '../../app/promql/testing/compare/send-samples.ts';
import { startPrometheus } from '../../app/promql/testing/compare/start-prometheus.ts';
import { createFolder, findMissing, startDaemon } from '../../app/testing/daemon.ts';
import { freePort } from '../../app/testing/real-server.ts';
import { startTelltale } from './start-telltale.ts';

/** Somebody who answers PromQL over HTTP, and holds the samples. */
export interface Answerer {
  readonly name: string;
  /** Why there is none here. */
  readonly missing: string | undefined;
  start(samples: readonly Samples[]): Promise<Answering>;
}

export interface Answering {
  /** Without a slash at the end. */
  readonly url: string;
  /** With which it takes us for somebody who may ask. */
  readonly headers?: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

export const ANSWERERS: readonly Answerer[] = [
  { name: 'telltale', missing: undefined, start: startTelltale },
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

async function startVictoriaMetrics(samples: readonly Samples[]): Promise<Answering> {
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
