import { seriesKey } from '../../history/series-key.ts';
import { routes } from '../../routes.ts';
import { parseEventId } from '../../stream/event-id.ts';
import type { TestServer } from '../../testing/real-server.ts';
import type { SseClient } from './sse-client.ts';
import { send, type Visitor } from './visitor.ts';

export const ROOMS = ['attic', 'bath', 'cellar', 'kitchen'];

/** Every live page, with the ids of what its stream keeps up to date. */
export const PAGES = {
  Home: [routes.home.href(), ['inbox-head', 'inbox-rows', 'boards-rows', 'cloth']],
  'a dashboard': [routes.dashboard.href({ slug: 'temperature' }), ['cloth']],
  Explore: [routes.explore.href(), ['series-rows']],
  'a search': [routes.explore.href({}, { q: 'a' }), ['series-rows']],
  'a series': [routes.series.href({}, { key: seriesKey('temperature', { room: 'attic' }) }), ['cloth']],
} as const;

/** Sends and makes what the pages show. */
export async function furnish(server: TestServer, visitor: Visitor): Promise<void> {
  for (const room of ROOMS) await send(server, 'temperature', 20, { room });
  const { status } = await visitor.post(routes.inboxDashboards.href());
  if (status !== 303) throw new Error(`No dashboard was made: ${status}`);
}

const LONG = 'x'.repeat(1000);
const LONG_LABELS = { a: LONG, b: LONG, c: LONG, d: LONG };
let floods = 0;

/** Has Home's stream carry so many bytes at least: a new series brings the whole list anew. `witness` is one of its viewers. */
export async function floodHome(
  server: TestServer,
  visitor: Visitor,
  witness: SseClient,
  bytes: number,
): Promise<void> {
  const enough = witness.bytes + bytes;
  while (witness.bytes < enough) {
    await send(server, 'flood', ++floods, { ...LONG_LABELS, flood: String(floods) });
    const { cursor } = await visitor.visit(routes.home.href());
    await witness.until(() => seqOf(witness.lastId) >= seqOf(cursor));
  }
}

const seqOf = (id: string) => parseEventId(id)?.seq ?? -1;
