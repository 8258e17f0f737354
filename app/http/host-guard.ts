import { isIP } from 'node:net';
import { hostOf, parseHost } from './host-header.ts';
import { HttpError } from './http-error.ts';
import type { Middleware } from './middleware.ts';

export interface HostGuardOptions {
  /** Names that this server goes by, such as the machine's own host name. */
  readonly names?: readonly string[];
  /** The address that people use; its host is allowed. */
  readonly publicUrl?: string | URL | undefined;
}

/**
 * Stops DNS rebinding: a foreign site can point its own name at this server, and the browser then takes both for one
 * site, but the request still names the foreign host. Allowed are localhost names, IP addresses (nobody can rebind
 * these) and the names given. Everything else is refused with 421, a malformed Host with 400. Ports are not compared.
 */
export function hostGuard({ names = [], publicUrl }: HostGuardOptions = {}): Middleware {
  const allowed = new Set(names.map(name => name.toLowerCase().replace(/\.$/, '')));
  if (publicUrl) allowed.add(new URL(publicUrl).hostname.replace(/\.$/, ''));
  return {
    name: 'host-guard',
    processRequest({ request }) {
      const host = parseHost(hostOf(request));
      if (!host)
        throw new HttpError(
          400,
          'The Host header is not valid. It must be a host name or an IP address, with or without a port.',
        );
      if (!isIP(host.name) && !isLocalhost(host.name) && !allowed.has(host.name)) throw foreignHost(host.name);
    },
  };
}

/** RFC 6761, 6.3: these names never leave the machine. */
function isLocalhost(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

function foreignHost(name: string): HttpError {
  return new HttpError(
    421,
    `This server does not go by the name "${name}". If it should, start it with TELLTALE_PUBLIC_URL set to the address ` +
      `that people use, such as https://${name}`,
  );
}
