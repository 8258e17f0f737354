import { routes } from '../../routes.ts';
import { count } from '../count.ts';
import { deliver } from '../deliver.ts';
import { lineBatches } from './line-batches.ts';
import type { Send } from './sending.ts';

/** `send reading NAME [VALUE]`: one number; without it a number in each line that comes, as of now. */
export const sendReading: Send = async sending => {
  const { target, name, operands, labels, surroundings } = sending;
  if (operands.length === 0) return sendNumbers(sending);
  const href = routes.inOne.href({ metric: name }, labels);
  const delivery = { href, contentType: 'text/plain; charset=utf-8', body: operands.join(' ') };
  return deliver(target, delivery, { signal: surroundings.signal });
};

const sendNumbers: Send = async ({ target, name, labels, input, surroundings: { progress, signal, now } }) => {
  progress.begin(`Sending ${name}`);
  let [sent, bad, bytes] = [0, 0, 0];
  for await (const batch of lineBatches(input)) {
    const elements: string[] = [];
    for (const line of batch
      .toString('utf8')
      .split('\n')
      .filter(line => line.trim() !== '')) {
      const value = Number(line.trim());
      if (Number.isFinite(value))
        elements.push(JSON.stringify({ metric: name, value, labels, t: new Date(now()).toISOString() }));
      else bad++;
    }
    bytes += batch.length;
    if (elements.length === 0) continue;
    const body = `${elements.join('\n')}\n`;
    await deliver(target, { href: routes.inMany.href(), contentType: 'application/x-ndjson', body }, { signal });
    sent += elements.length;
    progress.at(bytes, `, ${count(sent, 'reading')}`);
  }
  const left = bad > 0 ? ` ${count(bad, 'line')} held no number.` : '';
  return `Sent ${count(sent, 'reading')} of ${name}.${left}`;
};
