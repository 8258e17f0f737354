import { connect, type Socket } from 'node:net';

export interface SocketsOptions {
  readonly port: number;
  readonly path: string;
  /** Lines without their ends, such as `Cookie: a=b`. */
  readonly headers?: readonly string[];
  readonly count: number;
  /** Given what a viewer, by its number, has just read. The bytes are good until it returns. */
  readonly onBytes: (viewer: number, bytes: Buffer) => void;
}

/** Connections that are opened at once. */
const JOIN_AT_ONCE = 100;

/** Opens `count` event streams, each over a connection of its own. Resolves when each has heard something. */
export async function openSockets({ port, path, headers = [], count, onBytes }: SocketsOptions): Promise<Socket[]> {
  const buffer = Buffer.alloc(256 * 1024); // for all: what is read is looked at before another one reads
  const lines = [`GET ${path} HTTP/1.1`, `Host: localhost:${port}`, 'Accept: text/event-stream', ...headers, '', ''];
  const open = (viewer: number) => {
    const heard = Promise.withResolvers<Socket>();
    const socket = connect({
      ...{ port, host: '127.0.0.1' },
      onread: {
        buffer,
        callback(length: number) {
          onBytes(viewer, buffer.subarray(0, length));
          heard.resolve(socket);
          return true;
        },
      },
    });
    socket.setNoDelay().on('error', heard.reject);
    socket.write(lines.join('\r\n'));
    return heard.promise;
  };
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at += JOIN_AT_ONCE) {
    const joining = Array.from({ length: Math.min(JOIN_AT_ONCE, count - at) }, (_, i) => open(at + i));
    sockets.push(...(await Promise.all(joining)));
  }
  return sockets;
}
