import { workerData } from 'node:worker_threads';
import { giveWay } from '../../../db/keeper/give-way.ts';
import { Moved } from '../../../db/keeper/moved.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { openReadOnlyDatabase } from '../../../db/read-only-database.ts';
import type { ImageReaderCalls, ImageReaderData, Stored } from './calls.ts';
import { MOMENT_COLUMNS, type MomentRow, toMoment } from './moment-row.ts';

giveWay();

const database = openReadOnlyDatabase((workerData as ImageReaderData).path, 1);

const MOMENTS = `select ${MOMENT_COLUMNS} from moment m join content c on c.id = m.content_id
  join image i on i.id = m.image_id where i.name = ?`;
const at = database.prepare<MomentRow>(`${MOMENTS} and m.at_ms <= ? order by m.at_ms desc, m.seq desc limit 1`);
const after = database.prepare<MomentRow>(`${MOMENTS} and m.at_ms > ? order by m.at_ms, m.seq limit 1`);
const before = database.prepare<MomentRow>(`${MOMENTS} and m.at_ms < ? order by m.at_ms desc, m.seq desc limit ?`);
// SQLite takes the other columns from the row that has the maximum.
const span = database.prepare<MomentRow>(
  `select ${MOMENT_COLUMNS} from (
     select m.seq, max(m.at_ms) from moment m join image i on i.id = m.image_id
     where i.name = ? and m.at_ms between ? and ? group by m.at_ms / cast(? as integer)
   ) newest join moment m on m.seq = newest.seq join content c on c.id = m.content_id order by m.at_ms, m.seq`,
);
const held = (column: 'picture' | 'thumb') =>
  database.prepare<Stored>(
    `select c.format, c.${column} as bytes from content c where c.hash = ? and exists (
       select 1 from holding h join image i on i.id = h.image_id where h.content_id = c.id and i.name = ?)`,
  );
const [picture, thumb] = [held('picture'), held('thumb')];

serveKeeper<ImageReaderCalls>(
  {
    picture: (_signal, name, hash) => moved(picture.get(hash, name)),
    thumb: (_signal, name, hash) => moved(thumb.get(hash, name)),
    at: (_signal, name, atMs) => momentOf(at.get(name, atMs)),
    after: (_signal, name, atMs) => momentOf(after.get(name, atMs)),
    before: (_signal, name, beforeMs, limit) => before.all(name, beforeMs, limit).map(toMoment),
    span: (_signal, name, { fromMs, toMs, stepMs }) => span.all(name, fromMs, toMs, stepMs).map(toMoment),
  },
  () => database.close(),
);

function momentOf(row: MomentRow | undefined) {
  return row && toMoment(row);
}

/** The bytes are copied once, out of memory that may be the driver's, and moved from there. */
function moved(row: Stored | undefined): Moved<Stored | undefined> {
  if (!row) return new Moved(undefined, []);
  const bytes = new Uint8Array(row.bytes);
  return new Moved({ format: row.format, bytes }, [bytes.buffer]);
}
