import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether an address is one of the open internet: not this machine, not the network that it stands in, not what clouds tell their
 * machines (169.254.169.254), and no detour to one of these through IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !CLOSED.check(address, 'ipv4');
  // Of IPv6 only what is given out to the internet: without ::1, mapped IPv4, fe80::, fc00:: and multicast.
  return isIPv6(address) && GIVEN_OUT.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

/** Every block that the registry of special addresses has (RFC 6890 and what came after), and multicast. */
const CLOSED = new BlockList();
for (const block of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
])
  addBlock(CLOSED, block, 'ipv4');
// Teredo and others, documentation, 6to4: the last ones lead to any IPv4 address.
for (const block of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) addBlock(CLOSED, block, 'ipv6');

const GIVEN_OUT = new BlockList();
addBlock(GIVEN_OUT, '2000::/3', 'ipv6');

function addBlock(list: BlockList, block: string, family: 'ipv4' | 'ipv6'): void {
  const [network, bits] = block.split('/') as [string, string];
  list.addSubnet(network, Number(bits), family);
}
