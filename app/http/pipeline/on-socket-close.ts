import type { Socket } from 'node:net';

const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back when the socket closes, by one listener for any number of callers: a client may pipeline a hundred requests.
 * Gives a function that takes the call back again.
 */
export function onSocketClose(socket: Socket, callback: () => void): () => void {
  const callbacks = waiting.get(socket) ?? listenTo(socket);
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}

function listenTo(socket: Socket): Set<() => void> {
  const callbacks = new Set<() => void>();
  waiting.set(socket, callbacks);
  socket.once('close', () => {
    for (const callback of callbacks) callback();
  });
  return callbacks;
}
