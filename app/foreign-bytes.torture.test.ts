import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './testing/fuzz/fuzz.ts';
import { EVENTS } from './testing/fuzz/parsers/events.ts';
import { IMAGES } from './testing/fuzz/parsers/images.ts';
import { JOBS } from './testing/fuzz/parsers/jobs.ts';
import { LOGS } from './testing/fuzz/parsers/logs.ts';
import { QUERIES } from './testing/fuzz/parsers/queries.ts';
import { READINGS } from './testing/fuzz/parsers/readings.ts';
import { SOCKETS } from './testing/fuzz/parsers/sockets.ts';
import { rounds } from './testing/rounds.ts';

const PARSERS = [...READINGS, ...LOGS, ...IMAGES, ...JOBS, ...EVENTS, ...SOCKETS, ...QUERIES];
/** Of all parsers together; `TELLTALE_FUZZ_SECONDS` takes another time. */
const SECONDS = Number(process.env.TELLTALE_FUZZ_SECONDS ?? rounds({ ci: 3, torture: 600 }));
/** `TELLTALE_SEED` takes another one; under `npm run torture` it is a new one each time. */
const SEED = Number(process.env.TELLTALE_SEED ?? rounds({ ci: 20261128, torture: Date.now() % 2 ** 31 }));

for (const parser of PARSERS) {
  test(`${parser.name}: whatever comes is read or refused, in time, and nothing is left of it (seed ${SEED})`, t => {
    const count = fuzz(parser, SEED, (SECONDS * 1000) / PARSERS.length);
    t.diagnostic(`${count} inputs`);
    assert.ok(count > 0);
  });
}
