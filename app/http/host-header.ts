import { isIPv6 } from 'node:net';

/** A `Host` field taken apart. */
export interface HostHeader {
  /** Lower case; an IPv6 address without its brackets; without a trailing dot. */
  readonly name: string;
  readonly port?: number;
}

const HOST = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[a-z\d_](?:[a-z\d._-]*[a-z\d_])?)\.?)(?::(?<port>\d{1,5}))?$/i;
const MAX_NAME_LENGTH = 253; // RFC 1035, 2.3.4, without the trailing dot
const MAX_PORT = 65_535;

/** Reads a `Host` field (RFC 9110, 7.2) as browsers and clients send it: a DNS name or an IP address. Undefined for anything else. */
export function parseHost(field: string): HostHeader | undefined {
  const { ipv6, name = ipv6, port } = HOST.exec(field)?.groups ?? {};
  if (!name || name.length > MAX_NAME_LENGTH || name.includes('..')) return undefined;
  if (ipv6 && !isIPv6(ipv6)) return undefined;
  if (port === undefined) return { name: name.toLowerCase() };
  return Number(port) > MAX_PORT ? undefined : { name: name.toLowerCase(), port: Number(port) };
}

/** The `Host` field of a request, or what stands for it: `:authority` under HTTP/2, which hosts put into the URL. */
export function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}
