import { once } from 'node:events';
import { RefusedError } from '../backup/refused-error.ts';
import { wantsColour } from '../config/wants-colour.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { drawJson, drawText } from './tailing/draw-line.ts';
import { runTail } from './tailing/run-tail.ts';
import { readWish } from './tailing/tail-wish.ts';
import { readTarget } from './target.ts';

/** `telltale tail [STREAM...]`: the last lines of logs, then those that come, until it is told to end or nobody reads. */
export async function tailCommand(config: Config, line: CommandLine): Promise<number> {
  const { options, isJson } = line;
  const { stdout } = process;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {}); // heard below
  stdout.on('error', error => {
    stop();
    // Who read it has enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') broken.reject(error);
  });
  const draw = isJson ? drawJson : drawText(stdout.isTTY && wantsColour());
  const { signal } = stopping;
  const print = async (told: Parameters<typeof draw>[0]) => {
    if (!stdout.write(draw(told))) await once(stdout, 'drain', { signal }).catch(() => {}); // it is time to end
  };
  try {
    // A list of processes shows words of a command line; the token is none of them any longer.
    if (options.token !== undefined) process.title = 'telltale tail';
    const [target, wish] = [readTarget(options, config), readWish(line)];
    await Promise.race([runTail({ target, wish, print, say, signal }), broken.promise]);
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    say(error.message);
    return 1;
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
