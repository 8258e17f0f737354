import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { isPublicAddress } from '../http/is-public-address.ts';

/** How far webhooks of controls reach; each holds those before it. */
export type WebhookReach = 'internet' | 'network' | 'machine';

/**
 * Whether a webhook may be posted to an address. Devices stand in private networks, so these are allowed unless a person says otherwise;
 * this machine, whose services often trust whoever is on it, only where a person says so; and never the addresses at which clouds tell
 * their machines secrets, nor link-local and multicast ones.
 */
export function mayPostTo(reach: WebhookReach): (address: string) => boolean {
  return address => {
    if (isPublicAddress(address)) return true;
    if (reach === 'internet' || isIn(TELLS_SECRETS, address)) return false;
    return isIn(PRIVATE, address) || (reach === 'machine' && isIn(THIS_MACHINE, address));
  };
}

const PRIVATE = blocks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], ['fc00::/7']);
const THIS_MACHINE = blocks(['127.0.0.0/8'], ['::1/128']);
/** Of clouds, inside of the private blocks. */
const TELLS_SECRETS = blocks(['100.100.100.200/32', '192.0.0.192/32'], ['fd00:ec2::/32', 'fd20:ce::/32']);

function isIn(list: BlockList, address: string): boolean {
  return (isIPv4(address) && list.check(address, 'ipv4')) || (isIPv6(address) && list.check(address, 'ipv6'));
}

function blocks(v4: readonly string[], v6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of [...v4, ...v6]) {
    const [network, bits] = block.split('/') as [string, string];
    list.addSubnet(network, Number(bits), v4.includes(block) ? 'ipv4' : 'ipv6');
  }
  return list;
}
