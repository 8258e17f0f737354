import { openHistory } from '../store.ts';

/**
 * Runs as a process of its own, to be killed: appends batches of three series and prints the number of each answered one.
 * Arguments: the file, the number of the first batch, readings of each series in a batch, and `flushPoints`.
 */
const [path, first, ...sizes] = process.argv.slice(2);
const [readingsPerBatch, flushPoints] = sizes.map(Number);
const history = await openHistory({
  path: path!,
  maxNewSeriesPerMinute: 1000,
  flushPoints: flushPoints!,
  now: () => 0,
  onFailure: error => {
    throw error;
  },
});

async function write(writer: number): Promise<never> {
  for (let batch = Number(first); ; batch++) {
    const places = Array.from({ length: readingsPerBatch! }, (_, at) => batch * readingsPerBatch! + at);
    const ofMetric = (metric: string) =>
      places.map(atMs => ({ metric, labels: { writer: `${writer}` }, value: batch, atMs }));
    await history.append(['a', 'b', 'c'].flatMap(ofMetric));
    process.stdout.write(`${writer} ${batch}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
