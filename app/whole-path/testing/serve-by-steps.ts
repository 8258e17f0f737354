/**
 * The product, whose time stands still until it is told to go on, and whose work is counted (`count-work.ts`). `POST /?ms=250` at the port
 * `STEPS_PORT` lets so many milliseconds pass on its main thread, where all its timers are, and answers with the counts so far.
 */
import { createServer } from 'node:http';
import { parseConfig } from '../../config.ts';
import { serve } from '../../main.ts';
import { readWorkCounts } from './count-work.ts';
import { TimersByHand } from './timers-by-hand.ts';

/** A moment on every grid, so that each run begins as the one before. */
const START_MS = Date.UTC(2026, 5, 1, 12);

const settings = parseConfig();
if ('problems' in settings) throw new Error(settings.problems.join('\n'));
const timers = new TimersByHand(START_MS);
timers.install();
createServer((request, response) => {
  timers.step(Number(new URL(request.url!, 'http://localhost').searchParams.get('ms')));
  response.end(JSON.stringify(readWorkCounts()));
}).listen(Number(process.env.STEPS_PORT), '127.0.0.1');
process.exitCode = await serve(settings.config);
