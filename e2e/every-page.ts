import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { sendLines } from './log-lines.ts';
import { publish, sendWebhook } from './publishing.ts';
import { send } from './readings.ts';
import { sendPicture } from './send-picture.ts';
import { signal } from './signal.ts';

/** Long names are what breaks layouts. */
const LABELS = { room: 'the-room-behind-the-kitchen-with-the-green-door', floor: '1' };
const METRIC = 'relative_humidity_of_the_air';

const HOST = 'the-machine-behind-the-kitchen-with-the-green-door';

export const SERIES_KEY = seriesKey(METRIC, LABELS);

/** With two pictures. */
const IMAGE = 'camera-above-the-green-door-behind-the-kitchen';

/** With two runs, one of which failed. */
const JOB = 'copy-of-everything-to-the-vault-in-the-cellar';

/** A page of each kind beside Home; the last one is an error. */
export const OTHER_PAGES: readonly string[] = [
  routes.dashboard.href({ slug: 'this-machine' }),
  routes.dashboard.href({ slug: 'this-machine' }, { tv: '' }),
  routes.dashboardNew.href(),
  routes.dashboardEdit.href({ slug: 'this-machine' }),
  routes.dashboardEdit.href({ slug: 'this-machine' }, { panel: 'cpu' }),
  routes.dashboardVersions.href({ slug: 'this-machine' }),
  routes.panelGallery.href({ slug: 'this-machine' }, { show: `reading ${METRIC}` }),
  routes.panelEdit.href({ slug: 'this-machine', id: 'network' }),
  routes.panel.href({ slug: 'this-machine', id: 'cores' }),
  routes.panelExplanation.href({ slug: 'this-machine', id: 'cores' }),
  routes.dashboardVariables.href({ slug: 'this-machine' }),
  routes.dashboardImport.href(),
  routes.dashboardInFolder.href({ slug: 'this-machine' }),
  routes.explore.href(),
  routes.query.href(),
  routes.query.href({}, { q: `avg by (room) (${METRIC})` }),
  routes.query.href({}, { q: `rat(${METRIC}[5m])` }),
  routes.query.href({}, { q: `${METRIC}{rom="x"}` }),
  routes.series.href({}, { key: SERIES_KEY }),
  routes.seriesRemoval.href({}, { key: SERIES_KEY }),
  routes.events.href(),
  routes.events.href({}, { q: 'nothing like it' }),
  routes.webhooks.href(),
  routes.webhook.href({ topic: 'alerts' }),
  routes.images.href(),
  routes.image.href({ name: IMAGE }),
  routes.image.href({ name: IMAGE }, { at: 0, range: 'all' }),
  routes.image.href({ name: IMAGE }, { before: 0, after: Date.now() }),
  routes.imageRemoval.href({ name: IMAGE }),
  routes.jobs.href(),
  routes.job.href({ name: JOB }),
  routes.jobRun.href({ name: JOB, number: 1 }),
  routes.jobRemoval.href({ name: JOB }),
  routes.logs.href(),
  routes.logs.href({}, { q: 'paper', field: 'order=1188' }),
  routes.logs.href({}, { line: 1 }),
  routes.hosts.href(),
  routes.host.href({ name: HOST }),
  routes.settings.href(),
  routes.audit.href(),
  routes.audit.href({}, { subject: 'nothing like it' }),
  routes.senders.href(),
  routes.api.href(),
  routes.keys.href(),
  '/nothing/here',
];

/** Series enough for every part of those pages to be there. */
export async function fillWithData(server: TestServer): Promise<void> {
  await send(server, { metric: METRIC, labels: LABELS, value: 54.321 });
  await send(server, { metric: 'host_cpu_percent', labels: { host: HOST, unit: '%' }, value: 12.5 });
  for (const room of ['kitchen', 'attic'])
    await send(server, { metric: 'temperature', labels: { room, unit: '°C' }, value: 21.4 });
  // Somebody whose data is refused, and somebody who is turned away.
  for (const k of [server.writeToken, 'w_wrong'])
    await fetch(server.url + routes.influxWrite.href({}, { p: k }), { method: 'POST', body: 'cpu user=abc' });
  const headers = { Title: 'Kiln', Priority: 'max', Tags: 'rotating_light,kiln', Click: 'https://example.org/kiln' };
  await publish(server, 'alerts', 'It is over 1280 °C, and nobody knows why.', headers);
  await publish(server, 'door', 'open', { Priority: 'low', Tags: 'door' });
  await sendWebhook(server, 'alerts', { title: 'Disk', message: '/var is full', severity: 'warning' });
  for (const line of ['start', 'log one line', 'fail 3 disk full', 'start', '42/100 copying'])
    await signal(server, JOB, line);
  await sendLines(server, 'till', 'ERROR no paper order=1188\n    at print\n\u001b[33mwarn\u001b[0m queue {"size":3}');
  for (const seed of [1, 2])
    await sendPicture(server, IMAGE, { seed, room: 'hall', t: Date.now() - (3 - seed) * 60_000 });
}
