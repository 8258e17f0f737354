import { once } from 'node:events';
import type { Server as SecureServer } from 'node:tls';
import { threadsLoaded } from '../db/keeper/loading-threads.ts';
import { createApp } from './app.ts';
import { finishRestore } from './backup/finish-restore.ts';
import type { Config } from './config.ts';
import { watchFolder } from './dashboards/folder/watch-folder.ts';
import { createWebServer } from './http/create-web-server.ts';
import { KeptCertificate } from './http/tls/kept-certificate.ts';
import { UnusableCertificateError } from './http/tls/read-certificate.ts';
import { createServerLog } from './logs/server-log.ts';
import { collectOwnReadings } from './start/collect-own-readings.ts';
import { dashboardsFolder, dataFiles } from './start/data-files.ts';
import { greeting } from './start/greeting.ts';
import { listen } from './start/listen.ts';
import { lockData } from './start/lock-data.ts';
import { type HistoryLimits, openDeps } from './start/open-deps.ts';
import { requireSound } from './start/require-sound.ts';
import { requireWritable } from './start/require-writable.ts';
import { saveSenders } from './start/save-senders.ts';
import { seed } from './start/seed.ts';
import { stopServer } from './start/stop-server.ts';
import { tuneGarbageCollector } from './start/tune-garbage-collector.ts';
import { whyNot } from './start/why-not.ts';
import { version } from './version.ts';

/** Runs the server until it is told to stop (SIGINT, SIGTERM) or cannot go on. Gives the exit code. */
export async function serve(config: Config, historyLimits: HistoryLimits = {}): Promise<number> {
  tuneGarbageCollector();
  const { dataDir } = config;
  try {
    const certificate = config.tls && new KeptCertificate(config.tls, Date.now);
    requireWritable(dataDir, dataFiles(dataDir));
    const lock = lockData(dataDir, Date.now);
    if ('problem' in lock) return refuse(lock.problem);
    try {
      finishRestore(dataDir, Date.now);
      requireSound(dataFiles(dataDir));
      return await serveLocked(config, certificate, historyLimits);
    } finally {
      lock.unlock();
    }
  } catch (error) {
    if (error instanceof UnusableCertificateError) return refuse(error.sentences.join('\n  '));
    const reason = whyNot(error, dataDir);
    if (reason === undefined) throw error;
    const exitCode = refuse(reason);
    await threadsLoaded();
    // Threads of files that could be opened would go on; nothing was acknowledged.
    return process.exit(exitCode);
  }
}

function refuse(problem: string): number {
  process.stderr.write(`Telltale did not start:\n  ${problem}\n`);
  return 1;
}

async function serveLocked(
  config: Config,
  certificate: KeptCertificate | undefined,
  historyLimits: HistoryLimits,
): Promise<number> {
  const stopping = new AbortController();
  const { log, keepIn, flush } = createServerLog(config.logLevel, text => process.stdout.write(text));
  // Who read along has gone (`telltale | head`): the log is kept all the same.
  process.stdout.on('error', () => {});
  let exitCode = 0;
  let failure: unknown;
  let isOpen = false;
  const fail = (error: unknown) => {
    failure ??= error;
    if (isOpen) log.fatal(error, whyNot(error, config.dataDir) ?? 'stopping, so that a supervisor starts anew');
    exitCode = 1;
    stopping.abort();
  };

  const surroundings = { config, log, now: Date.now, onFailure: fail, signal: stopping.signal, certificate };
  const deps = await openDeps({ ...surroundings, historyLimits });
  if (stopping.signal.aborted) throw failure; // a file that is opened by its thread
  isOpen = true;
  keepIn(deps.logs);
  // Before anybody can press: what is pressed from now on is carried out by itself.
  await deps.controls.resume();
  const { fetch } = createApp(deps);
  const liveStreams = config.maxStreamsPerAddress;
  const server = createWebServer({ fetch, certificate: certificate?.current, liveStreams });
  certificate?.renew({
    onRenew({ cert, key, untilMs }) {
      (server as unknown as SecureServer).setSecureContext({ cert, key });
      log.info(`a new certificate is in use, until ${new Date(untilMs).toISOString()}`);
    },
    onTrouble: sentence => log.error(sentence),
    signal: stopping.signal,
  });

  const listening = await listen(server, config);
  // Not `once`: Ctrl-C under npm comes twice, and the second signal must not cut the end short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  if ('problem' in listening) fail(new Error(listening.problem));
  else await begin(listening.port);

  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  log.info('stopping');
  const stores = [
    deps.promqlLive,
    deps.queryThreads,
    deps.painter,
    deps.intake,
    deps.logIntake,
    deps.history,
    deps.logs,
    deps.images,
    deps.events,
    deps.jobs,
    deps.senders,
    deps.state,
  ];
  await stopServer({ server, gate: deps.gate, beforeClose: flush, stores, onLate: () => process.exit(1) });
  return exitCode;

  async function begin(port: number) {
    // Before the dashboards that come by themselves: a file of the same name is the one that is meant.
    await deps.boardFolder.look();
    watchFolder({
      ...{ folder: dashboardsFolder(config.dataDir), look: deps.boardFolder.look, signal: stopping.signal },
      onError: error => log.error(error, 'the folder of dashboards was not looked at'),
    });
    if (config.hasHostMetrics) {
      await seed(deps);
      collectOwnReadings(deps);
    }
    saveSenders(deps);
    process.stdout.write(await greeting(deps, port));
    log.info(`Telltale ${version} listens on ${config.host}:${port}`);
  }
}
