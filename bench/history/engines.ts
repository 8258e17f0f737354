import type { Engine } from './engine.ts';
import { influxdb } from './engines/influxdb.ts';
import { naiveTable } from './engines/naive-table.ts';
import { prometheus } from './engines/prometheus.ts';
import { senderAlone } from './engines/sender-alone.ts';
import { createTelltale } from './engines/telltale.ts';
import { victoriaMetrics } from './engines/victoria-metrics.ts';

/** All that can be measured, Telltale first. */
export function createEngines(watchers: number): readonly Engine[] {
  const watched = watchers > 0 ? [createTelltale(watchers)] : [];
  return [createTelltale(), ...watched, victoriaMetrics, influxdb, prometheus, naiveTable, senderAlone];
}
