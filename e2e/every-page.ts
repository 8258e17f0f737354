import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { send } from './readings.ts';

/** Long names are what breaks layouts. */
const LABELS = { room: 'the-room-behind-the-kitchen-with-the-green-door', floor: '1' };
const METRIC = 'relative_humidity_of_the_air';

const HOST = 'the-machine-behind-the-kitchen-with-the-green-door';

export const SERIES_KEY = seriesKey(METRIC, LABELS);

/** A page of each kind beside Home; the last one is an error. */
export const OTHER_PAGES: readonly string[] = [
  routes.dashboard.href({ slug: 'this-machine' }),
  routes.explore.href(),
  routes.query.href(),
  routes.query.href({}, { q: `avg by (room) (${METRIC})` }),
  routes.query.href({}, { q: `rat(${METRIC}[5m])` }),
  routes.query.href({}, { q: `${METRIC}{rom="x"}` }),
  routes.series.href({}, { key: SERIES_KEY }),
  routes.seriesRemoval.href({}, { key: SERIES_KEY }),
  routes.hosts.href(),
  routes.host.href({ name: HOST }),
  routes.settings.href(),
  routes.api.href(),
  '/nothing/here',
];

/** Series enough for every part of those pages to be there. */
export async function fillWithData(server: TestServer): Promise<void> {
  await send(server, { metric: METRIC, labels: LABELS, value: 54.321 });
  await send(server, { metric: 'host_cpu_percent', labels: { host: HOST, unit: '%' }, value: 12.5 });
  for (const room of ['kitchen', 'attic'])
    await send(server, { metric: 'temperature', labels: { room, unit: '°C' }, value: 21.4 });
}
