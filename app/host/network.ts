import { networkStats, type Systeminformation } from 'systeminformation';
import type { Gauge, Source } from './gauge.ts';

export const network: Source = {
  name: 'network',
  everyMs: 1000,
  async read() {
    const links = await networkStats('*');
    return links.filter(link => link.iface !== 'lo' && link.operstate !== 'down').flatMap(traffic);
  },
};

function traffic({ iface, rx_sec, tx_sec }: Systeminformation.NetworkStatsData): Gauge[] {
  return [rate(iface, 'in', rx_sec), rate(iface, 'out', tx_sec)].flat();
}

function rate(link: string, direction: string, bytesPerSecond: number | null): Gauge[] {
  if (typeof bytesPerSecond !== 'number') return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_network_bytes_per_second', value, unit: 'bytes/s', labels: { interface: link, direction } }];
}
