import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Keeper } from '../../db/keeper/start-keeper.ts';
import type { HistoryCalls } from './calls.ts';

/** Another thread's way to the keeper: the end of a channel, to be transferred there. */
export async function openLine(keeper: Pick<Keeper<HistoryCalls>, 'call'>): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  await keeper.call('connect', [port2], { transfer: [port2], evenIfBusy: true });
  return port1;
}
