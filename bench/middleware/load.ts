import { once } from 'node:events';
import { Agent, get, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { taken } from './bodies.ts';

export interface Cost {
  /** CPU time of one request in microseconds, that of the client included, which is the same for all. */
  readonly cpu: number;
  readonly p99Ms: number;
}

/** One running server under a few clients that ask one request after the other. */
export interface Load extends AsyncDisposable {
  measure(path: string, requests: number): Promise<Cost>;
  /** Megabytes that each of `count` clients keep held that have read a head and nothing more of so many bytes. */
  stalled(count: number, bytes: number): Promise<{ heldMb: number; takenMb: number }>;
}

const CLIENTS = 8;

export async function load(server: Server): Promise<Load> {
  // A connection that rests while others have their turn must not be closed under the next request.
  server.keepAliveTimeout = 600_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const ask = (path: string) =>
    new Promise<void>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, agent }, response => {
        if (response.statusCode !== 200) reject(new Error(`${path} was answered with ${response.statusCode}`));
        response.resume().once('end', resolve).once('error', reject);
      }).once('error', reject);
    });

  return {
    async measure(path, requests) {
      const times: number[] = [];
      const client = async () => {
        for (let i = 0; i < requests / CLIENTS; i++) {
          const start = performance.now();
          await ask(path);
          times.push(performance.now() - start);
        }
      };
      const before = process.cpuUsage();
      await Promise.all(Array.from({ length: CLIENTS }, client));
      const { user, system } = process.cpuUsage(before);
      times.sort((a, b) => a - b);
      return { cpu: (user + system) / times.length, p99Ms: times[Math.floor(times.length * 0.99)]! };
    },
    async stalled(count, bytes) {
      await standstill();
      const before = heldBytes();
      taken.bytes = 0;
      const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
      for (const socket of sockets) {
        await once(socket, 'connect');
        socket.pause().write(`GET /${bytes} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      }
      await standstill();
      const held = heldBytes() - before;
      const takenMb = taken.bytes / count / 1e6;
      for (const socket of sockets) socket.destroy();
      await standstill();
      return { heldMb: held / count / 1e6, takenMb };
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Until the sources have given nothing for so many turns of the event loop. */
async function standstill(): Promise<void> {
  for (let quiet = 0, last = -1; quiet < 300; quiet++, await nextTurn()) {
    if (taken.bytes !== last) quiet = 0;
    last = taken.bytes;
  }
}

function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
