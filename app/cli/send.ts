import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { runAbortable } from './run-abortable.ts';
import { sendEvent } from './sending/send-event.ts';
import { sendImage } from './sending/send-image.ts';
import { sendLines } from './sending/send-lines.ts';
import { sendReading } from './sending/send-reading.ts';
import { sendReadings } from './sending/send-readings.ts';
import type { Send } from './sending/sending.ts';
import { readTarget } from './target.ts';

/** What can be sent, by the word that is written for it. */
const KINDS: Readonly<Record<string, Send>> = {
  reading: sendReading,
  readings: sendReadings,
  log: sendLines,
  image: sendImage,
  event: sendEvent,
};

/** `label=value`. */
const LABEL = /^([\p{L}_][\p{L}\p{N}_.]*)=(.*)$/su;

/** `telltale send KIND NAME ...`: a number, lines, pictures or a message, to a server that may be away for a while. */
export function send(
  config: Config,
  { operands: [kind = '', name = '', ...rest], options }: CommandLine,
): Promise<number> {
  return runAbortable(async surroundings => {
    const start = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (!start) throw new RefusedError(`send ${kind}: write ${Object.keys(KINDS).join(', ')}.`);
    const labels = Object.fromEntries(rest.flatMap(text => toPair(LABEL.exec(text))));
    try {
      return await start({
        ...{ target: readTarget(options, config), name, labels, surroundings, input: process.stdin },
        operands: rest.filter(text => !LABEL.test(text)),
      });
    } finally {
      process.stdin.destroy(); // else it keeps us until whoever writes into it has gone
    }
  }, 'Stopped.');
}

function toPair(found: RegExpExecArray | null): (readonly [string, string])[] {
  return found ? [[found[1]!, found[2]!]] : [];
}
