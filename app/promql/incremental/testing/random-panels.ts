import { createRandom } from '../../../testing/random.ts';

/** Expressions as panels have them, with windows of seconds, so that a test sees much happen in few samples. */
export function createRandomPanels(seed: number): () => string {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const metric = () => pick(['a', 'b_total', '{__name__=~"a|b_total"}', 'x_bucket', 'a{host!="y"}', 'sum{on=""}']);
  const moment = () =>
    pick(['', '', '', '', ' offset 17s', ' offset -12s', ' offset 15m', ' @ 1700000030', ' @ 1700000100 offset 5s']);
  const window = () => pick(['7s', '10s', '20s', '45s', '1m']);
  const by = () => pick(['', ' by (host)', ' without (le)', ' by (host, on)']);
  const overTime = () =>
    pick([
      'rate',
      'increase',
      'delta',
      'irate',
      'avg_over_time',
      'max_over_time',
      'stddev_over_time',
      'last_over_time',
    ]);
  const math = () => pick(['abs', 'ceil', 'sqrt', 'sgn', 'timestamp', 'sort_desc', '-', 'clamp_min', 'hour']);
  const scalar = () => pick(['2', '7.5', 'time() % 60', `scalar(sum(${metric()}))`, 'scalar(a{host="x"})']);
  const range = (depth: number) =>
    random(3) > 0
      ? `${metric()}[${window()}]${moment()}`
      : `(${vector(depth)})[${window()}:${pick(['', '3s', '10s'])}]${moment()}`;
  const shapes: readonly ((depth: number) => string)[] = [
    depth => `${overTime()}(${range(depth)})`,
    depth => `${overTime()}(${range(depth)})`,
    depth => `${pick(['sum', 'avg', 'max', 'count', 'stddev', 'group'])}${by()} (${vector(depth)})`,
    depth => `${pick(['topk', 'bottomk'])}${by()} (${pick(['2', '1', scalar()])}, ${vector(depth)})`,
    depth => `quantile${by()} (0.5, ${vector(depth)})`,
    depth => `count_values${by()} ("v", ${vector(depth)})`,
    depth => `${vector(depth)} ${pick(['>', '<=', '+', '*', '== bool'])} ${scalar()}`,
    depth => `${vector(depth)} ${pick(['and', 'or', 'unless'])} on (host) ${vector(depth)}`,
    depth => `sum by (host) (${vector(depth)}) / on (host) max by (host) (${vector(depth)})`,
    depth => `${vector(depth)} - on (host) group_left (on) max by (host) (${vector(depth)})`,
    depth => (name => (name === 'clamp_min' ? `clamp_min(${vector(depth)}, 3)` : `${name}(${vector(depth)})`))(math()),
    depth => `absent(${vector(depth)})`,
    depth => `histogram_quantile(0.9, ${vector(depth)})`,
    depth => `label_replace(${vector(depth)}, "z", "$1", "host", "(.).*")`,
    depth => `predict_linear(${range(depth)}, 30)`,
    depth => `quantile_over_time(0.3, ${range(depth)})`,
    () => pick(['vector(time())', 'hour()', 'vector(time() / 60)', 'up + 1', 'absent_over_time(a{host="y"}[20s])']),
    () => `${metric()} @ ${pick(['start()', 'end()'])}`,
  ];
  function vector(depth: number): string {
    return depth === 0 || random(4) === 0 ? `${metric()}${moment()}` : `(${pick(shapes)(depth - 1)})`;
  }
  return () => vector(3);
}
