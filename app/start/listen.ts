import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';

export type Listening = { readonly port: number } | { readonly problem: string };

/** Starts to listen: the port that it got, which the system chooses for port 0, or a sentence when that is not possible. */
export async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<Listening> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port };
  } catch (error) {
    return { problem: toSentence(error as NodeJS.ErrnoException, host, port) };
  }
}

function toSentence({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use, perhaps by another Telltale. Stop that one, or set TELLTALE_PORT.`;
  return `Cannot listen on ${host}:${port}: ${message}`;
}
