import { connect, type Socket } from 'node:net';

export interface SlowSocketOptions {
  readonly port: number;
  readonly bytesPerSecond: number;
  /** Good until it returns. */
  readonly onBytes: (bytes: Buffer) => void;
}

export interface SlowSocket {
  readonly socket: Socket;
  /** From now on it reads as fast as it can. */
  hurry(): void;
}

/** A connection that takes so many bytes from the system each second, and no more: what it does not take the sender's side has to keep. */
export function connectSlowly({ port, bytesPerSecond, onBytes }: SlowSocketOptions): SlowSocket {
  const buffer = Buffer.alloc(bytesPerSecond);
  let isSlow = true;
  const socket = connect({
    ...{ port, host: '127.0.0.1' },
    onread: {
      buffer,
      callback(length) {
        onBytes(buffer.subarray(0, length));
        if (isSlow) socket.pause();
        return !isSlow;
      },
    },
  });
  const timer = setInterval(() => socket.resume(), 1000);
  socket.on('error', () => {}).once('close', () => clearInterval(timer)); // the server may cut off who is too slow
  return {
    socket,
    hurry() {
      isSlow = false;
      clearInterval(timer);
      socket.resume();
    },
  };
}
