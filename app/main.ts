import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer, getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { finishRestore } from './backup/finish-restore.ts';
import type { Config } from './config.ts';
import { answerUnreadable, HEAD_MS } from './http/answer-unreadable.ts';
import { serveUpgrades, UPGRADE_OPTIONS } from './http/upgrade.ts';
import { createServerLog } from './logs/server-log.ts';
import { collectOwnReadings } from './start/collect-own-readings.ts';
import { dataFiles } from './start/data-files.ts';
import { greeting } from './start/greeting.ts';
import { listen } from './start/listen.ts';
import { lockData } from './start/lock-data.ts';
import { type HistoryLimits, openDeps } from './start/open-deps.ts';
import { requireWritable } from './start/require-writable.ts';
import { saveSenders } from './start/save-senders.ts';
import { seed } from './start/seed.ts';
import { stopServer } from './start/stop-server.ts';
import { tuneGarbageCollector } from './start/tune-garbage-collector.ts';
import { whyNot } from './start/why-not.ts';
import { version } from './version.ts';

/**
 * How long a body may take is said where it is read, for some never end; Node takes that for leave to take as long over
 * the head, too, unless it is told. Who sends a body and has gone without a word is found by the system's own probes of a
 * silent connection.
 */
const SERVER_OPTIONS = {
  requestTimeout: 0,
  headersTimeout: HEAD_MS,
  connectionsCheckingInterval: HEAD_MS / 4,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
  ...UPGRADE_OPTIONS,
};

/** Runs the server until it is told to stop (SIGINT, SIGTERM) or cannot go on. Gives the exit code. */
export async function serve(config: Config, historyLimits: HistoryLimits = {}): Promise<number> {
  tuneGarbageCollector();
  const { dataDir } = config;
  try {
    requireWritable(dataDir, dataFiles(dataDir));
    const lock = lockData(dataDir, Date.now);
    if ('problem' in lock) return refuse(lock.problem);
    try {
      finishRestore(dataDir, Date.now);
      return await serveLocked(config, historyLimits);
    } finally {
      lock.unlock();
    }
  } catch (error) {
    const reason = whyNot(error, dataDir);
    if (reason === undefined) throw error;
    // Threads of files that could be opened would go on; nothing was acknowledged.
    return process.exit(refuse(reason));
  }
}

function refuse(problem: string): number {
  process.stderr.write(`Telltale did not start:\n  ${problem}\n`);
  return 1;
}

async function serveLocked(config: Config, historyLimits: HistoryLimits): Promise<number> {
  const stopping = new AbortController();
  const { log, keepIn, flush } = createServerLog(config.logLevel, text => process.stdout.write(text));
  // Who read along has gone (`telltale | head`): the log is kept all the same.
  process.stdout.on('error', () => {});
  let exitCode = 0;
  const fail = (error: unknown) => {
    log.fatal(error, whyNot(error, config.dataDir) ?? 'stopping, so that a supervisor starts anew');
    exitCode = 1;
    stopping.abort();
  };

  let requests = 0;
  const onRequest = () => requests++;
  const surroundings = { config, log, now: Date.now, onRequest, onFailure: fail, signal: stopping.signal };
  const deps = await openDeps({ ...surroundings, historyLimits });
  keepIn(deps.logs);
  const { fetch } = createApp(deps);
  const server = createAdaptorServer({ fetch, serverOptions: SERVER_OPTIONS }) as Server;
  serveUpgrades(server, getRequestListener(fetch));
  answerUnreadable(server);

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
    if (config.hasHostMetrics) {
      await seed(deps.state, deps.dashboards);
      collectOwnReadings(deps, () => requests);
    }
    saveSenders(deps);
    process.stdout.write(await greeting(deps, port));
    log.info(`Telltale ${version} listens on ${config.host}:${port}`);
  }
}
