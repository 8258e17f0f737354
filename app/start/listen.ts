import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Config } from '../config.ts';

/** Starts to listen; a sentence when that is not possible. */
export async function listen(
  server: Server,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<string | undefined> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `Port ${port} is in use, perhaps by another Telltale. Stop that one, or set TELLTALE_PORT.`;
    return `Cannot listen on ${host}:${port}: ${message}`;
  }
}
