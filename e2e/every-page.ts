import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { sendLines } from './log-lines.ts';
import { send } from './readings.ts';

/** Long names are what breaks layouts. */
const LABELS = { room: 'the-room-behind-the-kitchen-with-the-green-door', floor: '1' };
const METRIC = 'relative_humidity_of_the_air';

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
  routes.logs.href(),
  routes.logs.href({}, { q: 'paper', field: 'order=1188' }),
  routes.logs.href({}, { line: 1 }),
  routes.settings.href(),
  routes.api.href(),
  '/nothing/here',
];

/** Series enough for every part of those pages to be there. */
export async function fillWithData(server: TestServer): Promise<void> {
  await send(server, { metric: METRIC, labels: LABELS, value: 54.321 });
  for (const room of ['kitchen', 'attic'])
    await send(server, { metric: 'temperature', labels: { room, unit: '°C' }, value: 21.4 });
  await sendLines(server, 'till', 'ERROR no paper order=1188\n    at print\n\u001b[33mwarn\u001b[0m queue {"size":3}');
}
