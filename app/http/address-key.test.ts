import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey } from './address-key.ts';

const table: Record<string, string> = {
  '192.0.2.7': '192.0.2.7',
  '::ffff:192.0.2.7': '192.0.2.7',
  '::1': '0:0:0:0::/64',
  '2001:db8:1:2:aaaa:bbbb:cccc:dddd': '2001:db8:1:2::/64',
  '2001:db8:1:2::1': '2001:db8:1:2::/64',
  '2001:db8::1': '2001:db8:0:0::/64',
  '2001:0DB8:0001:0002::9': '2001:db8:1:2::/64',
  'fe80::1%eth0': 'fe80:0:0:0::/64',
};
for (const [address, key] of Object.entries(table)) {
  test(`${address} is counted as ${key}`, () => assert.equal(addressKey(address), key));
}
