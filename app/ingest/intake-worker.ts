/** A thread that reads bodies of many readings and hands them to the history: started by `IntakeReader`. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { giveWay } from '../../db/keeper/give-way.ts';
import { Moved } from '../../db/keeper/moved.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import type { HistoryCalls } from '../history/calls.ts';
import type { ColumnsKept } from '../history/column-batch.ts';
import type { MetricMetadata } from '../history/metric-metadata.ts';
import type { Sender } from '../history/sender.ts';
import { seriesKey } from '../history/series-key.ts';
import type { Found } from './batch.ts';
import type { BodyReader, ReadBody } from './body-reader.ts';
import { DescribeOnce } from './describe-once.ts';
import { excerptOf } from './excerpt-of.ts';
import type { BodyForm, IntakeCalls } from './intake-calls.ts';
import { type Kept, NOTHING_KEPT } from './keep.ts';
import { PointColumns } from './point-columns.ts';
import { protocols } from './protocols.ts';
import { createSubmitPoints } from './submit-points.ts';

giveWay();

const history = connectKeeper<HistoryCalls>((workerData as { history: MessagePort }).history, 'history keeper');
const submit = createSubmitPoints(history);
const described = new DescribeOnce();
const readers = Object.fromEntries(Object.entries(protocols).map(([name, create]) => [name, create()]));

/** Columns of bodies that are done with, at most so many; some are as long as the longest body was, 6 MB. */
const spare: PointColumns[] = [];
const MAX_SPARE = 4;

serveKeeper<IntakeCalls>(
  {
    async take(_signal, form, body, nowMs, sender) {
      const columns = spare.pop() ?? new PointColumns();
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
      const read = readers[form.protocol] as BodyReader<BodyForm>;
      const { points, metadata = [], settle, ...found } = read(form, bytes, nowMs, columns);
      const kept = await keep(points, settle, nowMs, sender);
      await describe(metadata);
      columns.truncate(0);
      if (spare.length < MAX_SPARE) spare.push(columns);
      const [first] = found.problems;
      const excerpt = first && TEXTS.has(form.protocol) ? excerptOf(bytes, first) : undefined;
      const told = { found: found satisfies Found, kept, ...(excerpt !== undefined && { excerpt }) };
      return new Moved({ ...told, buffer: body.buffer }, [body.buffer]);
    },
  },
  () => history.close(),
);

const TEXTS: ReadonlySet<BodyForm['protocol']> = new Set(['influx', 'many', 'prometheus-push']);

/** Without a point there is no commit, which would cost a disk flush. */
async function keep(points: PointColumns, settle: ReadBody['settle'], nowMs: number, sender?: Sender): Promise<Kept> {
  if (points.length === 0) {
    settle?.(true);
    return NOTHING_KEPT;
  }
  try {
    const kept = toKept(points, await submit(points, nowMs, sender));
    settle?.(true);
    return kept;
  } catch (error) {
    settle?.(false);
    throw error;
  }
}

/** The readings are kept by then. Where it fails the sender sends all again, which does no harm. */
async function describe(metadata: readonly MetricMetadata[]): Promise<void> {
  const news = described.news(metadata);
  if (news.length === 0) return;
  await history.call('describe', [news]);
  described.note(news);
}

function toKept(points: PointColumns, { accepted, created, refused, refusals }: ColumnsKept): Kept {
  const described = refusals.map(({ index, reason }) => ({ reading: describeReading(points, index), reason }));
  return { accepted, created, refused, refusals: described };
}

/** `temperature{room="kitchen"} = 21.4 °C` */
function describeReading(points: PointColumns, index: number): string {
  const { metric, labels, unit } = points.refAt(index);
  return `${seriesKey(metric, labels)} = ${points.values[index]}${unit === undefined ? '' : ` ${unit}`}`;
}
