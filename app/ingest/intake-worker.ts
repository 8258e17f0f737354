/** A thread that reads bodies of many readings and hands them to the history: started by `startIntake`. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { giveWay } from '../../db/keeper/give-way.ts';
import { Moved } from '../../db/keeper/moved.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import type { HistoryCalls } from '../history/calls.ts';
import type { ColumnsKept } from '../history/column-batch.ts';
import { seriesKey } from '../history/series-key.ts';
import type { Found, ParsedPoints } from './batch.ts';
import { parseInflux } from './influx.ts';
import { InfluxNames } from './influx-series.ts';
import type { BodyForm, IntakeCalls } from './intake-calls.ts';
import { type Kept, NOTHING_KEPT } from './keep.ts';
import { manyParsers } from './many.ts';
import { PointColumns } from './point-columns.ts';
import { RefBook } from './ref-book.ts';
import { createSubmitPoints } from './submit-points.ts';

giveWay();

const history = connectKeeper<HistoryCalls>((workerData as { history: MessagePort }).history, 'history keeper');
const submit = createSubmitPoints(history);
const names = new InfluxNames();
const book = new RefBook();

/** Columns of bodies that are done with, at most so many; some are as long as the longest body was, 6 MB. */
const spare: PointColumns[] = [];
const MAX_SPARE = 4;

serveKeeper<IntakeCalls>(
  {
    async take(_signal, form, body, nowMs, sender) {
      const columns = spare.pop() ?? new PointColumns();
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
      const { points, ...found } = parse(form, bytes, columns, nowMs);
      // Without a point there is no commit, which would cost a disk flush.
      const kept = points.length > 0 ? toKept(points, await submit(points, nowMs, sender)) : NOTHING_KEPT;
      columns.truncate(0);
      if (spare.length < MAX_SPARE) spare.push(columns);
      return new Moved({ found: found satisfies Found, kept, buffer: body.buffer }, [body.buffer]);
    },
  },
  () => history.close(),
);

function parse(form: BodyForm, body: Buffer, columns: PointColumns, nowMs: number): ParsedPoints {
  if (form.protocol === 'influx') return parseInflux(body, nowMs, form.precision, names, columns);
  const { readings, ...found } = manyParsers[form.type](body, nowMs);
  return { points: book.toColumns(readings, columns), ...found };
}

function toKept(points: PointColumns, { accepted, created, refused, refusals }: ColumnsKept): Kept {
  const described = refusals.map(({ index, reason }) => ({ reading: describe(points, index), reason }));
  return { accepted, created, refused, refusals: described };
}

/** `temperature{room="kitchen"} = 21.4 °C` */
function describe(points: PointColumns, index: number): string {
  const { metric, labels, unit } = points.refAt(index);
  return `${seriesKey(metric, labels)} = ${points.values[index]}${unit === undefined ? '' : ` ${unit}`}`;
}
