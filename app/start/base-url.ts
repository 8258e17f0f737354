import type { Config } from '../config.ts';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '127.0.0.1', '::1']);

/** The address to print and to paste: the public one if set, else localhost, else the address listened on. No slash at the end. */
export function baseUrl({ publicUrl, host, port, tls }: Pick<Config, 'publicUrl' | 'host' | 'port' | 'tls'>): string {
  if (publicUrl) return publicUrl.origin;
  const name = EVERY_ADDRESS.has(host) ? 'localhost' : host;
  return `http${tls ? 's' : ''}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
