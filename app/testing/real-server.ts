import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFlags } from './start-flags.ts';

/** A running Telltale in a process of its own, with a data folder of its own. */
export interface TestServer {
  /** Where it is reached, `http://localhost:20123`, https where a certificate is set. No slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** What is in the file that only the owner of the data folder can read. */
  readonly writeToken: string;
  /** The one-time address, as it was printed at the first start. */
  readonly setupUrl: string;
  /** The line to paste, as it was printed: `curl -d 21.4 '...'`. */
  readonly printedCurl: string;
  readonly pid: number;
  /** True from the start until the process has ended, for whatever reason. */
  readonly isRunning: boolean;
  /** Everything it has said since the last start. */
  readonly output: string;
  /** An orderly end (SIGTERM). Gives the exit code. */
  stop(): Promise<number | null>;
  /** The end without warning (SIGKILL). */
  kill(): Promise<void>;
  /** Sends the signal and waits for nothing. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process has ended, with its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Closes the pipe into which it prints, as `telltale | head` does. */
  closeOutput(): void;
  /** SIGSTOP: the process holds its sockets and answers nobody. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** Starts it again on the same port and data. Aborted, it is ended without warning while it starts. */
  start(signal?: AbortSignal): Promise<void>;
  /** Ends it, if it still runs, and removes its data. */
  dispose(): Promise<void>;
}

export interface StartOptions {
  /** More settings, such as `TELLTALE_INGEST`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is run, below the folder of the package. Default: the command line. */
  readonly entry?: string;
  /** A folder for its data that the caller makes and removes. Default: one of its own. */
  readonly dataDir?: string;
}

/** Starts the product as a person does, and reads what it prints. Rejects with its words when it does not start. */
export async function startServer({
  env = {},
  entry = 'app/cli.ts',
  ...named
}: StartOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-real-'));
  // The server makes its data folder itself, so that its mode can be looked at.
  const dataDir = named.dataDir ?? join(folder, 'data');
  const port = await freePort();
  const settings = {
    TELLTALE_DATA: dataDir,
    TELLTALE_PORT: String(port),
    TELLTALE_SETUP_CODE: `CODE-${port}`,
    ...env,
  };
  const removeData = () => rmSync(folder, { recursive: true, force: true });
  // A test run that is cut off leaves nothing behind.
  process.once('exit', removeData);
  let running = await launch(entry, settings);
  const { setupUrl, printedCurl } = running;

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (!isAlive(running.child)) return running.child.exitCode;
    const exit = once(running.child, 'exit');
    running.child.kill(signal);
    await exit;
    return running.child.exitCode;
  };

  return {
    url: `http${env.TELLTALE_TLS_CERT ? 's' : ''}://localhost:${port}`,
    port,
    dataDir,
    setupUrl,
    printedCurl,
    get writeToken() {
      return readFileSync(join(dataDir, 'write-token'), 'utf8').trim();
    },
    get pid() {
      return running.child.pid!;
    },
    get isRunning() {
      return isAlive(running.child);
    },
    get output() {
      return running.output();
    },
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
    signal: name => void running.child.kill(name),
    closeOutput: () => void running.child.stdout!.destroy(),
    get exited() {
      return running.exited;
    },
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    async start(signal) {
      running = await launch(entry, settings, signal);
    },
    async dispose() {
      await end('SIGKILL');
      process.off('exit', removeData);
      removeData();
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<number | NodeJS.Signals>;
  readonly setupUrl: string;
  readonly printedCurl: string;
  output(): string;
}

const START_TIMEOUT_MS = 60_000;
/** The last line that is printed when it listens. */
const GREETING_END = /^ {2}Send {2}.*\n/m;
const root = new URL('../..', import.meta.url);

async function launch(
  entry: string,
  settings: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Running> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...settings };
  const child = spawn(process.execPath, [...startFlags, entry], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const exited = once(child, 'exit').then(([code, signal]) => code ?? signal);
  let output = '';
  const greeted = Promise.withResolvers<void>();
  const fail = (why: string) => greeted.reject(new Error(`The server ${why}. It said:\n${output}`));
  const deadline = setTimeout(fail, START_TIMEOUT_MS, `did not start within ${START_TIMEOUT_MS} ms`);
  const cutOff = () => void child.kill('SIGKILL');
  signal?.addEventListener('abort', cutOff, { once: true });
  child.once('exit', (code, signal) => fail(`ended by ${signal ?? `exit code ${code}`}`));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output += text;
      if (GREETING_END.test(output)) greeted.resolve();
    });
  }
  try {
    await greeted.promise;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', cutOff);
  }
  const lineAfter = (word: string) => new RegExp(`^ {2}${word} {2}(.*)$`, 'm').exec(output)?.[1] ?? '';
  return { child, exited, setupUrl: lineAfter('Open'), printedCurl: lineAfter('Send'), output: () => output };
}

/** A test run that is cut off takes its servers along, frozen ones too. */
function endWithUs(child: ChildProcess): void {
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Below the ports that systems give to outgoing connections, so that nobody takes it while the server is down. */
const PORTS = { from: 20_000, count: 12_000 };

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
