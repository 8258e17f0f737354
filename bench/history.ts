/**
 * Ingest over HTTP, and what it leaves on disk and in memory: Telltale beside VictoriaMetrics, InfluxDB 1.x and Prometheus
 * where they are installed, the obvious SQLite table, and a server that forgets. Every engine is started anew for each round
 * and gets the same points over four connections, until all are acknowledged; the best round counts. A point is one field of
 * a line at one time. For Linux. On one core the engine has the first one, the sender the second.
 *
 * What to keep in mind: the engines promise different things by an answer (each file of `history/engines` says what); remote
 * write repeats the labels with each point; the load begins cold, series new. "others" are cores that other programs had.
 * "B/point" is the disk when the load ends, "at rest" after the engine's own flush and merge: Prometheus' block, Influx' and
 * VictoriaMetrics' merged files, the files of the SQLite table and of Telltale after their end. "latest" asks for all series
 * there are (Telltale gives 10 000 at most), "range" for hours of one, which Telltale answers as a drawn page of text. "stop
 * p99" is how long the main thread stood still at most in 99 of 100 looks, "worst" its longest stop, each in the worst second of
 * the load. After `--seconds` a load is ended by the clock.
 *
 *     npm run bench history
 *     npm run bench history -- --quick
 *     npm run bench history -- --points 3000000 --series 100000 --lines 2000 --cores 2 --noisy --only telltale,influxdb
 */
import { createBodies } from './history/bodies.ts';
import type { Engine } from './history/engine.ts';
import { createEngines } from './history/engines.ts';
import { measureRound, type Round, type RoundOptions } from './history/measure-round.ts';
import { parseOptions } from './history/options.ts';
import { findNoPinning } from './history/pin.ts';
import { nameOf, printReport, type Result } from './history/report.ts';
import { countPoints, createWorkload } from './history/workload.ts';

const options = parseOptions(process.argv.slice(2));
const { points, series, isNoisy, connections, limitSeconds, rounds } = options;
const workload = createWorkload({ points, series, endMs: Math.floor(Date.now() / 1000) * 1000, isNoisy });
const notes: string[] = [];
const engines = chooseEngines();
const cores = chooseCores();
const results: Result[] = [];

for (const lines of options.lines) {
  const bodiesOf = createBodiesOnce(lines);
  for (const count of cores) results.push(...(await measureCase(lines, count, bodiesOf)));
}
const kind = isNoisy ? 'noisy values at jittered times' : 'decimals at each second';
printReport(
  `${points / 1e6} M points of ${series} series, ${kind}, ${connections} connections`,
  results,
  countPoints(workload),
);
for (const note of notes) console.log(note);

/** The best round of each. They take turns, so that what else the machine does meets all of them alike. */
async function measureCase(
  lines: number,
  cores: number,
  bodiesOf: ReturnType<typeof createBodiesOnce>,
): Promise<Result[]> {
  const best = new Map<string, Round>();
  for (let turn = 1; turn <= rounds; turn++) {
    for (const engine of engines) {
      const round = await tryRound(engine, { workload, shares: bodiesOf(engine), cores, limitSeconds });
      const rate = round ? `${(round.pointsPerSecond / 1e6).toFixed(2)} M points/s` : 'failed';
      console.log(`${nameOf({ engine: engine.name, cores, lines })}, round ${turn}: ${rate}`);
      if (round && round.pointsPerSecond > (best.get(engine.name)?.pointsPerSecond ?? 0)) best.set(engine.name, round);
    }
  }
  return [...best].map(([engine, best]) => ({ engine, cores, lines, best }));
}

/** One that fails is told of, and takes nothing from the others. */
async function tryRound(engine: Engine, options: RoundOptions): Promise<Round | undefined> {
  try {
    return await measureRound(engine, options);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    return undefined;
  }
}

function createBodiesOnce(linesPerBody: number) {
  const made = new Map<string, ReturnType<typeof createBodies>>();
  return ({ format }: Engine) => {
    const bodies = made.get(format.name) ?? createBodies(workload, { format, linesPerBody, connections });
    made.set(format.name, bodies);
    return bodies;
  };
}

function chooseEngines(): Engine[] {
  const { only, watchers } = options;
  const wanted = createEngines(watchers).filter(
    ({ name }) => only.length === 0 || only.some(beginning => name.startsWith(beginning)),
  );
  for (const { name, missing } of wanted) if (missing?.()) notes.push(`${name}: left out, ${missing()}`);
  return wanted.filter(({ missing }) => !missing?.());
}

function chooseCores(): readonly number[] {
  const problem = options.cores.includes(1) ? findNoPinning() : undefined;
  if (problem === undefined) return options.cores;
  notes.push(problem);
  return options.cores.filter(count => count !== 1);
}
