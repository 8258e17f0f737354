/** A thread that packs what the keeper has in memory, so that appends need not wait for it: started by `PackingThread`. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../../db/keeper/give-way.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { openReadOnlyDatabase } from '../../../db/read-only-database.ts';
import { createChunkTable } from '../chunk/chunk-table.ts';
import { Memtable } from '../head/memtable.ts';
import { createSeriesTable } from '../series-table.ts';
import type { PackingCalls, PackingData } from './packing-calls.ts';
import { SlicePacker } from './slice-packer.ts';

giveWay();

const { path } = workerData as PackingData;
const database = openReadOnlyDatabase(path, 1);
const packer = new SlicePacker({ chunks: createChunkTable(database), series: createSeriesTable(database) });
let memtable: Memtable | undefined;

serveKeeper<PackingCalls>(
  {
    hold(_signal, share) {
      memtable = share && Memtable.over(share);
    },
    pack(_signal, ...[done, keepFromMs]) {
      if (!memtable) throw new Error('There is nothing to be packed: hold it first.');
      const held = memtable;
      return database.transactional.run(() => packer.pack(held, done, keepFromMs), { access: 'snapshot' });
    },
  },
  () => database.close(),
);
