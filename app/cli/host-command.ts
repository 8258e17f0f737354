import os from 'node:os';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import { HOST_LABEL } from '../dashboards/machine-panels.ts';
import { startCollector } from '../host/collector.ts';
import { hostSources } from '../host/host-sources.ts';
import { postMoments } from './host-post.ts';
import { HostQueue } from './host-queue.ts';
import { type SenderEnd, sendQueue } from './host-sender.ts';
import { hostWords } from './host-words.ts';
import type { CommandLine } from './read-command.ts';
import { versionGap } from './server-version.ts';
import { readTarget, type Target } from './target.ts';

const NAME_MAX_BYTES = 200;

/**
 * `telltale host`: the readings that a server makes of its machine, made of this one and sent elsewhere, with the label `host`. Runs
 * until it is told to end. The exit code is 0 when all is sent then.
 */
export async function hostCommand(config: Config, { options }: CommandLine): Promise<number> {
  try {
    // A list of processes shows words of a command line; the token is none of them any longer.
    if (options.token !== undefined) process.title = 'telltale host';
    const target = readTarget(options, config);
    return await send(target, readName(options.name ?? os.hostname()));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && Buffer.byteLength(name) <= NAME_MAX_BYTES && !/\p{Cc}/u.test(name)) return name;
  throw new RefusedError(`--name must be a name of at most ${NAME_MAX_BYTES} bytes.`);
}

async function send(target: Target, name: string): Promise<number> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => stopping.abort();
  for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(each, stop);
  // The collector's timer does not keep a process alive, and neither does a queue that waits.
  const alive = setInterval(() => {}, 60_000);
  say(`Sends the readings of ${name} to ${target.url.origin} once a second. Ctrl-C ends it.`);
  const queue = new HostQueue();
  collect(queue, name, signal);
  const words = hostWords(target.url.origin, say);
  const sayGap = () => versionGap(target.url, signal).then(gap => gap && say(gap));
  const events = {
    ...words,
    onConnected(downMs: number | undefined, waiting: number) {
      words.onConnected(downMs, waiting);
      void sayGap();
    },
  };
  try {
    const post = postMoments.bind(undefined, target);
    return sayEnd(await sendQueue({ queue, post, events, now: () => performance.now(), signal }), target);
  } finally {
    stop();
    clearInterval(alive);
  }
}

function collect(queue: HostQueue, name: string, signal: AbortSignal): void {
  startCollector({
    sources: hostSources(),
    history: {
      async append(readings) {
        queue.push(readings.map(reading => ({ ...reading, labels: { ...reading.labels, [HOST_LABEL]: name } })));
        return { commit: 0, accepted: readings.length, created: [], refused: [] };
      },
    },
    now: Date.now,
    onError: onceEach((error, source) => say(`The ${source} of this machine cannot be read: ${String(error)}`)),
    signal,
  });
}

/** A source that fails would else say so each second. */
function onceEach(tell: (error: unknown, source: string) => void) {
  const told = new Set<string>();
  return (error: unknown, source: string) => {
    if (told.has(source)) return;
    told.add(source);
    tell(error, source);
  };
}

function sayEnd({ left, refusal }: SenderEnd, { url, token }: Target): number {
  if (refusal !== undefined) {
    const cure = 'Give a write token by --token-file or TELLTALE_TOKEN; Settings makes them.';
    say(token === undefined ? `${url.origin} wants a token. ${cure}` : `${url.origin} refuses: ${refusal} ${cure}`);
    return 1;
  }
  say(left === 0 ? 'Stopped. All readings are sent.' : `Stopped. ${left} seconds of readings could not be sent.`);
  return left === 0 ? 0 : 1;
}

function say(sentence: string): void {
  const time = new Date().toLocaleTimeString('en-GB');
  process.stderr.write(`${time}  ${sentence}\n`);
}
