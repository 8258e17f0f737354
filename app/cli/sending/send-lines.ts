import { createReadStream } from 'node:fs';
import { routes } from '../../routes.ts';
import { count } from '../count.ts';
import { deliver } from '../deliver.ts';
import { lineBatches } from './line-batches.ts';
import type { Send } from './sending.ts';

const LINE_FEED = 10;

/** `send log STREAM [FILE]`: lines, as they come. */
export const sendLines: Send = async ({ target, name, operands: [file], labels, input, surroundings }) => {
  const { progress, signal } = surroundings;
  const href = routes.logStream.href({ stream: name }, labels);
  progress.begin(`Sending to the log ${name}`);
  let [lines, bytes] = [0, 0];
  for await (const body of lineBatches(file === undefined || file === '-' ? input : createReadStream(file))) {
    const onWait = (reason: string) => progress.at(bytes, `, waiting: ${reason}`);
    await deliver(target, { href, contentType: 'text/plain; charset=utf-8', body }, { signal, onWait });
    lines += body.filter(byte => byte === LINE_FEED).length || 1;
    bytes += body.length;
    progress.at(bytes, `, ${count(lines, 'line')}`);
  }
  return `Sent ${count(lines, 'line')} to the log ${name}.`;
};
