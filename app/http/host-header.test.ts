import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf, parseHost } from './host-header.ts';

test('names, IPv4 and bracketed IPv6 addresses are read, with and without a port', () => {
  assert.deepEqual(parseHost('LocalHost:8355'), { name: 'localhost', port: 8355 });
  assert.deepEqual(parseHost('dash.example.'), { name: 'dash.example' });
  assert.deepEqual(parseHost('my_pc:0'), { name: 'my_pc', port: 0 });
  assert.deepEqual(parseHost('192.168.0.7'), { name: '192.168.0.7' });
  assert.deepEqual(parseHost('[::1]:8355'), { name: '::1', port: 8355 });
});

const malformed = [
  '',
  ' ',
  ':80',
  'a:',
  'a:b',
  'a:99999',
  'a:80:80',
  '::1',
  '[::1',
  '[::1]x',
  '[]',
  'a b',
  'a,b',
  'a/b',
  'u@a',
  'a..b',
];
malformed.push('.', '-a', 'a#', '[fe80::1%eth0]', 'a\\b', `${'a'.repeat(254)}`, 'ä');
for (const field of malformed) {
  test(`"${field.slice(0, 20)}" is no Host field`, () => assert.equal(parseHost(field), undefined));
}

test('a request without a Host field has the host of its URL', () => {
  assert.equal(hostOf(new Request('http://a.example:81/')), 'a.example:81');
  assert.equal(hostOf(new Request('http://a.example/', { headers: { host: 'b.example' } })), 'b.example');
});
