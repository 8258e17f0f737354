import { keepAlive } from '../../stream/keep-alive.ts';
import { type FollowLinesOptions, followLines } from '../follow-lines.ts';
import type { Logs } from '../logs.ts';
import { lineJson } from './logs-json.ts';

/** A quiet stream says so this often: who hears nothing for longer knows that the link is lost. */
const BEAT_MS = 2_500;

/**
 * Lines as programs follow them, one JSON object a line: `{"seq": 4711, ...}` is a line; `{"cursor": 4711}` says that everything up to
 * there was told, and is the sign of life of a quiet log; `{"gap": true}`, that lines have run out before they could be read.
 */
export async function* lineFrames(
  logs: Pick<Logs, 'find' | 'after' | 'live'>,
  options: FollowLinesOptions,
): AsyncGenerator<Uint8Array> {
  let cursor = 0;
  for await (const followed of keepAlive(followLines(logs, options), BEAT_MS)) {
    const { lines, hasGap } = followed ?? { lines: [], hasGap: false };
    cursor = followed?.cursor ?? cursor;
    const last = lines.at(-1)?.seq === cursor ? [] : [{ cursor }];
    yield encode([...(hasGap ? [{ gap: true }] : []), ...lines.map(lineJson), ...last]);
  }
}

function encode(objects: readonly object[]): Uint8Array {
  return Buffer.from(objects.map(object => `${JSON.stringify(object)}\n`).join(''));
}
