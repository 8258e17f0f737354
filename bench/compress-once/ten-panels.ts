import { routes } from '../../app/routes.ts';
import { createRandom } from '../../app/testing/random.ts';
import type { TestServer } from '../../app/testing/real-server.ts';
import { sendMany, type Visitor } from '../../app/whole-path/testing/visitor.ts';

const METRICS = ['humidity', 'power', 'queue', 'requests', 'latency', 'temperature', 'co2', 'memory', 'disk', 'errors'];
const ROOMS = ['attic', 'cellar', 'kitchen'];
/** So many metrics have one series and become numbers; the others have one for each room and become charts. */
const SINGLE = 5;
const HISTORY_SECONDS = 300;

/** Ten panels of twenty series, each of which takes a step by chance with each `send`, with five minutes of past: nothing repeats itself. */
export async function makeTenPanels(server: TestServer, visitor: Visitor) {
  const random = createRandom(1);
  const series = METRICS.flatMap((metric, at) =>
    (at < SINGLE ? [{}] : ROOMS.map(room => ({ room }))).map(labels => ({ metric, labels, value: 50 + random(50) })),
  );
  const readings = (time?: string) =>
    series.map(one => {
      one.value = Math.max(1, one.value + 4 * random() - 2);
      return { ...one, value: Number(one.value.toFixed(2)), ...(time && { time }) };
    });
  const nowMs = Date.now();
  const past = Array.from({ length: HISTORY_SECONDS }, (_, at) => nowMs - (HISTORY_SECONDS - at) * 1000);
  await sendMany(
    server,
    past.flatMap(atMs => readings(new Date(atMs).toISOString())),
  );
  const made = await visitor.post(routes.inboxDashboards.href());
  const path = made.headers.get('location')!;
  return {
    path,
    /** Once a second, as the past was. Resolves when it is kept. */
    async send(): Promise<void> {
      const answer = await sendMany(server, readings());
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    },
  };
}
