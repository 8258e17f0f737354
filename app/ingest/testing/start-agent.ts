import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, type Daemon, startDaemon } from '../../testing/daemon.ts';
import { freePort, type TestServer } from '../../testing/real-server.ts';

/** A real sender of remote write that scrapes itself once a second. */
export interface Agent extends Daemon {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes the target away, as a machine that is switched off. */
  stopScraping(): void;
}

const RELOAD: NodeJS.Signals = 'SIGHUP';

/** A Prometheus that keeps what it scrapes, too, and sends it to a Telltale. */
export async function startSendingPrometheus(to: TestServer, writePath: string): Promise<Agent> {
  const [port, folder] = [await freePort(), createFolder()];
  const remote = [
    'remote_write:',
    `  - url: ${to.url}${writePath}`,
    `    authorization: { credentials: ${to.writeToken} }`,
    '    queue_config: { batch_send_deadline: 1s, min_backoff: 100ms }',
    '    metadata_config: { send_interval: 2s }',
  ];
  return start(folder, port, remote, config => ({
    command: 'prometheus',
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    readyUrl: `http://127.0.0.1:${port}/-/ready`,
  }));
}

/** A vmagent of VictoriaMetrics. */
export async function startVmagent(to: TestServer, writePath: string): Promise<Agent> {
  const [port, folder] = [await freePort(), createFolder()];
  return start(folder, port, [], config => ({
    command: 'vmagent',
    args: [
      `-promscrape.config=${config}`,
      `-remoteWrite.url=${to.url}${writePath}`,
      `-remoteWrite.bearerToken=${to.writeToken}`,
      `-remoteWrite.tmpDataPath=${join(folder, 'queue')}`,
      '-remoteWrite.flushInterval=1s',
      `-httpListenAddr=127.0.0.1:${port}`,
    ],
    readyUrl: `http://127.0.0.1:${port}/health`,
  }));
}

type Command = (config: string) => {
  readonly command: string;
  readonly args: readonly string[];
  readonly readyUrl: string;
};

async function start(folder: string, port: number, more: readonly string[], toCommand: Command): Promise<Agent> {
  const config = join(folder, 'scrape.yml');
  const write = (targets: string) => {
    const scrape = ['scrape_configs:', '  - job_name: own', `    static_configs: [{ targets: [${targets}] }]`];
    writeFileSync(config, ['global: { scrape_interval: 1s }', ...more, ...scrape, ''].join('\n'));
  };
  write(`'127.0.0.1:${port}'`);
  const daemon = await startDaemon({ ...toCommand(config), folder });
  return {
    ...daemon,
    url: `http://127.0.0.1:${port}`,
    stopScraping() {
      write('');
      process.kill(daemon.pid, RELOAD);
    },
  };
}
