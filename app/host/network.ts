import type { Gauge, Source } from './gauge.ts';
import type { Link, Machine } from './machine.ts';

export const network = (machine: Machine): Source => ({
  name: 'network',
  everyMs: 1000,
  async read() {
    const links = await machine.links();
    return links.filter(({ name }) => name !== 'lo').flatMap(traffic);
  },
});

function traffic({ name, receivedBytesPerSecond, sentBytesPerSecond }: Link): Gauge[] {
  return [...rate(name, 'in', receivedBytesPerSecond), ...rate(name, 'out', sentBytesPerSecond)];
}

function rate(link: string, direction: string, bytesPerSecond: number | undefined): Gauge[] {
  if (bytesPerSecond === undefined) return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_network_bytes_per_second', value, unit: 'bytes/s', labels: { interface: link, direction } }];
}
