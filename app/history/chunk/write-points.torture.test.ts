import { test } from 'node:test';
import { rounds } from '../../testing/rounds.ts';
import { openTempTables } from '../testing/temp-tables.ts';
import { liveRandomLife } from './testing/chunk-life.ts';

const SERIES = rounds({ ci: 10, torture: 1000 });
const BATCHES = 25;

test(`chunks of ${SERIES} series with random points never overlap, are never too large, and lose no bit`, t => {
  const tables = openTempTables(t);
  for (let seriesId = 1; seriesId <= SERIES; seriesId++) liveRandomLife(tables, seriesId, BATCHES);
});
