/**
 * By what a client's network address is counted: an IPv4 address whole, of an IPv6 address the first 64 bits, because
 * everybody has 2^64 of them behind those. IPv4 in IPv6 (`::ffff:192.0.2.1`) is IPv4.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(':')) return mapped ?? address;
  const [left = '', right] = address.split('%')[0]!.split('::');
  const groups = left.split(':').filter(Boolean);
  const tail = right?.split(':').filter(Boolean) ?? [];
  const zeros = right === undefined ? 0 : 8 - groups.length - tail.length;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail];
  const prefix = all.slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}
