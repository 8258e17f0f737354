import { createHash } from 'node:crypto';
import type { Database } from '../../../db/database.ts';
import type { PictureToKeep } from './calls.ts';
import type { KeepLimits } from './keep-limits.ts';
import { MOMENT_COLUMNS, type MomentRow, toMoment } from './moment-row.ts';
import type { ImageState, Moment, Picture } from './picture.ts';

/** A moment to be forgotten, with what hangs on it. */
export interface OldMoment {
  readonly seq: number;
  readonly imageId: number;
  readonly contentId: number;
  readonly atMs: number;
  readonly labelBytes: number;
}

/** A row of a moment with its places in two indexes, without its labels. */
const MOMENT_BYTES = 80;

/** What a name takes. */
export interface Taken {
  readonly pictures: number;
  readonly sizeBytes: number;
}

/** The rows of `images.db`. Everything that writes belongs into a transaction of the caller. */
export type PictureTable = ReturnType<typeof createPictureTable>;

const OLD = `select seq, image_id as imageId, content_id as contentId, at_ms as atMs,
  length(cast(labels as blob)) as labelBytes from moment`;

export function createPictureTable(database: Database) {
  const imageByName = database.prepare<{ id: number }>('select id from image where name = ?');
  const nameById = database.prepare<{ name: string }>('select name from image where id = ?');
  const countNames = database.prepare<{ count: number }>('select count(*) as count from image');
  const addImage = database.prepare('insert into image (name) values (?)');
  const dropImage = database.prepare('delete from image where id = ?');
  const grow = database.prepare('update image set pictures = pictures + ?, size_bytes = size_bytes + ? where id = ?');
  const takenBy = database.prepare<Taken>('select pictures, size_bytes as sizeBytes from image where id = ?');

  const overfull = database.prepare<{ id: number }>(
    'select id from image where pictures > ? or size_bytes > ? limit 1',
  );

  const contentByHash = database.prepare<{ id: number; sizeBytes: number }>(
    'select id, size_bytes as sizeBytes from content where hash = ?',
  );
  const addContent = database.prepare(
    'insert into content (hash, format, width, height, size_bytes, thumb, picture) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const sizeOf = database.prepare<{ sizeBytes: number }>('select size_bytes as sizeBytes from content where id = ?');
  const dropContent = database.prepare('delete from content where id = ?');

  const hold = database.prepare<{ moments: number }>(
    `insert into holding values (?, ?, 1) on conflict do update set moments = moments + 1 returning moments`,
  );
  const letGo = database.prepare<{ moments: number }>(
    'update holding set moments = moments - 1 where image_id = ? and content_id = ? returning moments',
  );
  const dropHolding = database.prepare('delete from holding where image_id = ? and content_id = ?');
  const holders = database.prepare<{ one: number }>('select 1 as one from holding where content_id = ? limit 1');

  const addMoment = database.prepare('insert into moment (image_id, at_ms, content_id, labels) values (?, ?, ?, ?)');
  const dropMoment = database.prepare('delete from moment where seq = ?');
  const oldest = database.prepare<OldMoment>(`${OLD} order by at_ms, seq limit 1`);
  const oldestOf = database.prepare<OldMoment>(`${OLD} where image_id = ? order by at_ms, seq limit 1`);
  const newestOf = database.prepare<MomentRow>(
    `select ${MOMENT_COLUMNS} from moment m join content c on c.id = m.content_id
     where m.image_id = ? order by m.at_ms desc, m.seq desc limit 1`,
  );
  const names = database.prepare<{ id: number }>('select id from image');

  const total = database.prepare<{ sizeBytes: number }>('select size_bytes as sizeBytes from total');
  const growTotal = database.prepare('update total set size_bytes = size_bytes + ?');

  const contentOf = ({ bytes, thumb, format, width, height }: Picture) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = contentByHash.get(hash);
    if (known) return { ...known, hash };
    const sizeBytes = bytes.byteLength + thumb.byteLength;
    const { lastInsertRowid } = addContent.run(hash, format, width, height, sizeBytes, thumb, bytes);
    growTotal.run(sizeBytes);
    return { id: Number(lastInsertRowid), sizeBytes, hash };
  };

  const stateOf = (imageId: number): ImageState => ({
    name: nameById.get(imageId)!.name,
    newest: toMoment(newestOf.get(imageId)!),
    firstMs: oldestOf.get(imageId)!.atMs,
    ...takenBy.get(imageId)!,
  });

  return {
    find: (name: string): number | undefined => imageByName.get(name)?.id,
    countNames: (): number => countNames.get()!.count,
    addName: (name: string): number => Number(addImage.run(name).lastInsertRowid),
    taken: (imageId: number): Taken => takenBy.get(imageId) ?? { pictures: 0, sizeBytes: 0 },
    totalBytes: (): number => total.get()!.sizeBytes,
    oldest: (): OldMoment | undefined => oldest.get(),
    oldestOf: (imageId: number): OldMoment | undefined => oldestOf.get(imageId),
    /** A name that holds more than it may. */
    overfull: ({ maxPictures, maxBytes }: Pick<KeepLimits, 'maxPictures' | 'maxBytes'>): number | undefined =>
      overfull.get(maxPictures, maxBytes)?.id,
    stateOf,
    states: (): ImageState[] => names.all().map(({ id }) => stateOf(id)),
    nameOf: (imageId: number): string => nameById.get(imageId)!.name,
    has: (imageId: number): boolean => nameById.get(imageId) !== undefined,

    add(imageId: number, { atMs, labels, picture }: PictureToKeep): Moment {
      const content = contentOf(picture);
      const isFirst = hold.get(imageId, content.id)!.moments === 1;
      grow.run(1, isFirst ? content.sizeBytes : 0, imageId);
      const labelText = JSON.stringify(labels);
      const { lastInsertRowid } = addMoment.run(imageId, atMs, content.id, labelText);
      growTotal.run(MOMENT_BYTES + Buffer.byteLength(labelText)); // one picture may be that of very many moments
      const { format, width, height, bytes } = picture;
      const seq = Number(lastInsertRowid);
      return { seq, atMs, hash: content.hash, format, width, height, sizeBytes: bytes.byteLength, labels };
    },

    /** With its picture, when nothing else shows that, and with its name, when it was the last. */
    forget({ seq, imageId, contentId, labelBytes }: OldMoment): void {
      dropMoment.run(seq);
      growTotal.run(-MOMENT_BYTES - labelBytes);
      let freedBytes = 0;
      if (letGo.get(imageId, contentId)!.moments === 0) {
        dropHolding.run(imageId, contentId);
        freedBytes = sizeOf.get(contentId)!.sizeBytes;
        if (!holders.get(contentId)) {
          dropContent.run(contentId);
          growTotal.run(-freedBytes);
        }
      }
      grow.run(-1, -freedBytes, imageId);
      if (takenBy.get(imageId)!.pictures === 0) dropImage.run(imageId);
    },
  };
}
