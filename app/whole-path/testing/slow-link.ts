import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { connectSlowly, type SlowSocket } from './connect-slowly.ts';

/** A way to a server over which its answers come slowly. */
export interface SlowLink extends Disposable {
  readonly url: string;
  /** Bytes of answers so far. */
  readonly bytes: number;
  /** From now on they come as fast as they can. */
  hurry(): void;
}

export async function openSlowLink(port: number, bytesPerSecond: number): Promise<SlowLink> {
  const ways = new Set<SlowSocket>();
  let bytes = 0;
  const server = createServer(near => {
    const onBytes = (read: Buffer) => {
      bytes += read.length;
      near.write(Buffer.from(read));
    };
    const way = connectSlowly({ port, bytesPerSecond, onBytes });
    const far = way.socket;
    ways.add(way);
    near.pipe(far);
    near.on('error', () => {}).once('close', () => far.destroy()); // whoever looks knows by its own end
    far.once('close', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    get bytes() {
      return bytes;
    },
    hurry() {
      for (const way of ways) way.hurry();
    },
    [Symbol.dispose]() {
      server.close();
      for (const { socket } of ways) socket.destroy();
    },
  };
}
