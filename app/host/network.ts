import { readFile } from 'node:fs/promises';
import { networkStats } from 'systeminformation';
import type { Gauge, Source } from './gauge.ts';
import { type LinkCounters, parseNetDev } from './net-dev.ts';
import { Rates } from './rates.ts';

/** Under Linux from the kernel itself: the library starts a process for each interface and look, and starting one stops this one. */
export const network: Source = {
  name: 'network',
  everyMs: 1000,
  read: process.platform === 'linux' ? readKernel : readLibrary,
};

const rates = new Rates();

async function readKernel(): Promise<Gauge[]> {
  const links = parseNetDev(await readFile('/proc/net/dev', 'utf8')).filter(({ name }) => name !== 'lo');
  const states = await Promise.all(links.map(({ name }) => stateOf(name)));
  const atMs = performance.now();
  return links.filter((_link, i) => states[i] !== 'down').flatMap(link => traffic(link, atMs));
}

/** `up`, `down` or `unknown`, as tunnels say; an interface that has just gone is down. */
async function stateOf(link: string): Promise<string> {
  const state = await readFile(`/sys/class/net/${link}/operstate`, 'utf8').catch(() => 'down');
  return state.trim();
}

function traffic({ name, receivedBytes, sentBytes }: LinkCounters, atMs: number): Gauge[] {
  return [
    gauge(name, 'in', rates.perSecond(`${name} in`, receivedBytes, atMs)),
    gauge(name, 'out', rates.perSecond(`${name} out`, sentBytes, atMs)),
  ].flat();
}

async function readLibrary(): Promise<Gauge[]> {
  const links = await networkStats('*');
  return links
    .filter(({ iface, operstate }) => iface !== 'lo' && operstate !== 'down')
    .flatMap(({ iface, rx_sec, tx_sec }) => [gauge(iface, 'in', rx_sec), gauge(iface, 'out', tx_sec)].flat());
}

function gauge(link: string, direction: string, bytesPerSecond: number | null | undefined): Gauge[] {
  if (typeof bytesPerSecond !== 'number') return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_network_bytes_per_second', value, unit: 'bytes/s', labels: { interface: link, direction } }];
}
