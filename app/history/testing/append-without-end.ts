import { openHistory } from '../store.ts';

/** Runs as a process of its own, to be killed: appends batches of three readings and prints the number of each answered one. */
const [path] = process.argv.slice(2);
const history = await openHistory({
  path: path!,
  maxNewSeriesPerMinute: 1000,
  now: () => 0,
  onFailure: error => {
    throw error;
  },
});

async function write(writer: number): Promise<never> {
  for (let batch = 0; ; batch++) {
    const labels = { writer: `${writer}` };
    await history.append(['a', 'b', 'c'].map(metric => ({ metric, labels, value: batch, atMs: batch })));
    process.stdout.write(`${writer} ${batch}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
