/** The product as it is, but that its history does in moments what it else does in minutes: flushes, and sweeps. */
import { parseConfig } from '../../config.ts';
import { serve } from '../../main.ts';

const FLUSH_POINTS = 5_000;
const SWEEP_EVERY_MS = 300;

const settings = parseConfig();
if ('problems' in settings) throw new Error(settings.problems.join('\n'));
process.exitCode = await serve(settings.config, { flushPoints: FLUSH_POINTS, sweepEveryMs: SWEEP_EVERY_MS });
