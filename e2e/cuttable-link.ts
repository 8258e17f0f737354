import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut, as a network is, without the server's doing. */
export interface CuttableLink {
  /** Where the server is reached over this way. */
  readonly url: string;
  /** Ends all connections at once. New ones are possible. */
  cut(): void;
  close(): Promise<void>;
}

/** Passes bytes on to `localhost:<port>`, unchanged. */
export async function createCuttableLink(port: number): Promise<CuttableLink> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    // Either end may go away at any time; the other one is closed then, and nobody else is concerned.
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1');
    keep(near);
    keep(far);
    near.pipe(far).once('close', () => near.destroy());
    far.pipe(near).once('close', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    async close() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
