import type { MessagePort } from 'node:worker_threads';
import type { Calls } from './calls.ts';
import { KeeperClosedError, KeeperFailedError } from './keeper-errors.ts';
import type { FromKeeper } from './messages.ts';
import { PendingCalls } from './pending-calls.ts';
import type { Keeper } from './start-keeper.ts';

/** A thread's own line to a keeper that another thread has started. */
export interface KeeperLine<C extends Calls<C>> extends Pick<Keeper<C>, 'call'> {
  /** Nothing more is called; what waits is rejected. */
  close(): void;
}

/** `port` is one end of a channel whose other end the keeper serves (`ServedKeeper.serve`). */
export function connectKeeper<C extends Calls<C>>(port: MessagePort, name: string): KeeperLine<C> {
  let isClosed = false;
  let failure: Error | undefined;
  const pending = new PendingCalls<C>({ name, post: (message, transfer = []) => port.postMessage(message, transfer) });
  port.on('message', (message: FromKeeper) => {
    if (message.kind === 'value' || message.kind === 'error') pending.settle(message);
  });
  port.on('close', () => {
    failure = isClosed
      ? new KeeperClosedError(`The line to the ${name} is closed.`)
      : new KeeperFailedError(`The ${name} ended.`);
    pending.rejectAll(failure);
  });
  return {
    call: async (...call) => {
      if (failure) throw failure;
      return pending.call(...call);
    },
    close() {
      isClosed = true;
      port.close();
    },
  };
}
