import { createRandom } from '../../../testing/random.ts';
import { createQueryPieces, type Phase, type QueryPieces } from './query-pieces.ts';
import { unreadable } from './unreadable-promql.ts';

/** How sure the numbers of an expression must be. */
interface Wish {
  /** Levels that may still follow. */
  readonly depth: number;
  readonly phase: Phase;
  /** Both must have the very same bits: what goes on is a step in some function, such as `floor`. */
  readonly isExact?: boolean;
  /** No two elements may be equal: what goes on is an order. Exact, too. */
  readonly isUnique?: boolean;
}

const UNIQUE = ['warmth', 'warmth', 'limit'];
const SUMMABLE = ['warmth', 'warmth', 'damp', 'limit', 'requests_total', 'load', 'build', 'starts_total'];
const COUNTERS = ['requests_total', 'requests_total', 'starts_total', 'wait_bucket'];
const ALL = [...SUMMABLE, 'warmth', 'requests_total', 'wait_bucket', 'odd', 'moment'];

/** `on` labels with a one side that has one element for each of them, most of the time. */
const MATCHED = [
  ['warmth', 'limit', 'house'],
  ['damp', 'limit', 'house'],
  ['starts_total', 'limit', 'house'],
  ['requests_total', 'load', 'host'],
  ['build', 'load', 'host'],
  ['wait_bucket', 'load', 'host'],
] as const;

/** Pairs of metrics with the same labels. */
const TWINS = [
  ['warmth', 'damp'],
  ['damp', 'starts_total'],
  ['warmth', 'warmth'],
  ['damp', 'damp'],
  ['requests_total', 'requests_total'],
  ['load', 'load'],
] as const;

type Make = (wish: Wish) => string;

/**
 * Queries by chance whose answers can be compared with those of Prometheus 2.42 to the last few bits: the same ones for the same seed.
 * What is left out, and why, is in `left-out.md`.
 */
export function createComparablePromql(seed: number): () => string {
  const random = createRandom(seed);
  const pieces = createQueryPieces(random);
  const { pick, chance } = pieces;
  const make = createVectors(pieces);
  return () => {
    if (chance(0.04)) return unreadable(pieces, make({ depth: 1, phase: 'half' }));
    const depth = pick([1, 2, 3, 3, 4]);
    if (chance(0.06))
      return pick([
        () => `sort(${make({ depth, phase: 'half', isUnique: true })})`,
        () => `sort_desc(${make({ depth, phase: 'half', isUnique: true })})`,
      ])();
    return make({ depth, phase: 'half' });
  };
}

function createVectors(pieces: QueryPieces): Make {
  const { pick, chance, selector, moment, range, number, oddNumber, label } = pieces;
  const deeper = (wish: Wish, more: Partial<Wish> = {}): Wish => ({ ...wish, ...more, depth: wish.depth - 1 });
  const exact = (wish: Wish) => vector(deeper(wish, { isExact: true, isUnique: false }));
  const loose = (wish: Wish) => vector(deeper(wish, { isUnique: false }));
  const labels = () => Array.from({ length: pick([0, 1, 1, 1, 2]) }, label).join(', ');
  const grouping = () => pick(['', ` by (${labels()})`, ` by (${labels()})`, ` without (${labels()})`]);

  const matrixOf = (metrics: readonly string[]) => `${selector(pick(metrics))}[${range()}]${moment()}`;
  const subquery = (wish: Wish, inner: Make) => {
    const inside = inner(deeper(wish, { phase: 'whole' }));
    const text = /^\w+(\{[^}]*\})?$/.test(inside) ? inside : `(${inside})`;
    return `${text}[${pieces.subqueryRange()}:${pieces.subqueryStep()}]${pieces.subqueryMoment(wish.phase)}`;
  };
  const matrix = (wish: Wish, metrics: readonly string[], inner: Make = vector) =>
    wish.depth > 0 && chance(0.3) ? subquery(wish, inner) : matrixOf(metrics);

  const unique: readonly Make[] = [
    () => `${pick(['last', 'max', 'min'])}_over_time(${matrixOf(UNIQUE)})`,
    wish => `${vector(deeper(wish))} ${pick(['+', '-', '*'])} ${pick(['2', '0.5', '8'])}`,
    () =>
      `${pick(['sum', 'max', 'min'])} by (${pick(['house', 'room', 'house, room'])}) (${selector('warmth')}${moment()})`,
    wish => `${pick(['topk', 'bottomk'])}(${pick(['1', '2', '3', '5', '0', '-1', '100'])}, ${vector(deeper(wish))})`,
    () => `abs(${selector('warmth')}${moment()} + 100000)`,
    wish => `label_replace(${vector(deeper(wish))}, "more", "x-$1", "house", "(.*)")`,
  ];

  const arithmetic = (op: readonly string[], wish: Wish, side: Make): string => {
    const kind = pick(['twins', 'twins', 'matched', 'matched', 'any', 'number', 'number', 'number']);
    if (kind === 'number') {
      const sides = [side(deeper(wish)), scalar(wish)];
      return (chance(0.3) ? sides.reverse() : sides).map(brackets).join(` ${pick(op)} `);
    }
    if (kind === 'any') {
      const match = pick(['', ` on (${labels()})`, ` ignoring (${labels()})`, ` on (${label()}) group_left ()`]);
      return `${brackets(side(deeper(wish)))} ${pick(op)}${match} ${brackets(side(deeper(wish)))}`;
    }
    if (kind === 'twins') {
      const [left, right] = pick(TWINS);
      return `${leaf([left])} ${pick(op)}${pick(['', '', ' ignoring ()', ' ignoring (none)'])} ${leaf([right])}`;
    }
    const [many, one, on] = pick(MATCHED);
    const include = pick(['', ' ()', ' (none)', ` (${label()})`]);
    const inside = wish.depth > 1 && chance(0.4) ? `max by (${on}) (${side(deeper(wish))})` : leaf([one]);
    if (chance(0.2)) return `${inside} ${pick(op)} on (${on}) group_right${include} ${leaf([many])}`;
    return `${leaf([many])} ${pick(op)} on (${on}) group_left${include} ${inside}`;
  };

  /** A number of elements that changes over time, unless they are of one moment: then Prometheus takes the first one for all. */
  const ranked = (elements: string) =>
    `${pick(['1', '2', '3', elements.includes('@') ? '4' : 'scalar(limit{house="a"}) / 8'])}, ${elements}`;

  /** Prometheus 2 leaves the name on what is left of `atan2`, so it goes before. */
  const angle = (wish: Wish): string => {
    if (chance(0.4)) return `(-${brackets(exact(wish))}) atan2 ${scalar(wish)}`;
    const [left, right] = pick(TWINS);
    return `(-${leaf([left])}) atan2 ${leaf([right])}`;
  };

  const sets = (wish: Wish): string => {
    const match = pick(['', ` on (${labels()})`, ` on (house)`, ` ignoring (${labels()})`]);
    return `${brackets(vector(deeper(wish)))} ${pick(['and', 'or', 'unless', 'or'])}${match} ${brackets(vector(deeper(wish)))}`;
  };

  const exactOnes: readonly Make[] = [
    wish => `${pick(['last', 'max', 'min', 'count', 'present'])}_over_time(${matrix(wish, ALL, exact)})`,
    () => `sum_over_time(${matrixOf(SUMMABLE)})`,
    wish => `${pick(['changes', 'resets', 'idelta'])}(${matrix(wish, SUMMABLE, exact)})`,
    wish => `${pick(['abs', 'ceil', 'floor', 'sgn'])}(${exact(wish)})`,
    wish => `round(${exact(wish)}${pick(['', ', 0.5', ', 8'])})`,
    wish => `clamp(${exact(wish)}, ${number()}, ${pick(['5', '20', '1e9'])})`,
    wish => `${pick(['clamp_min', 'clamp_max'])}(${exact(wish)}, ${number()})`,
    wish => arithmetic(['+', '-', '*', '+', '-', '%'], wish, exact),
    wish => arithmetic(['+', '-', '*', '+', '-', '%'], wish, exact),
    wish => compare(wish),
    wish => compare(wish),
    sets,
    wish => `-${brackets(exact(wish))}`,
    wish => `${pick(['min', 'max', 'count', 'group'])}${grouping()} (${exact(wish)})`,
    () => `sum${grouping()} (${leaf(SUMMABLE)})`,
    wish => `count_values${grouping()} (${pick(['"value"', '"room"', '"house"'])}, ${exact(wish)})`,
    wish =>
      `${pick(['topk', 'bottomk'])}${pick(['', ' by (house)', ' without (room)'])} (${ranked(vector(deeper(wish, { isUnique: true })))})`,
    () =>
      `${pick(['day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year'])}(${chance(0.2) ? '' : leaf(chance(0.7) ? ['moment'] : SUMMABLE)})`,
    wish => `timestamp(${chance(0.7) ? withoutBoth(leaf(ALL)) : exact(wish)})`,
    wish =>
      `label_replace(${vector(deeper(wish))}, "${label()}", "${pick(['x$1', '$name', '', 'new', '$$1$2'])}", "${label()}", "${pick(['(.*)', '(.)(.*)', '(?P<name>[a-z]+)', 'none', '.+'])}")`,
    wish => `label_join(${vector(deeper(wish))}, "${label()}", "${pick([',', '', '-'])}", "${label()}", "${label()}")`,
    wish => `absent(${chance(0.5) ? leaf(ALL) : exact(wish)})`,
    wish => `absent_over_time(${matrix(wish, ALL, exact)})`,
    wish => `vector(${scalar(wish)})`,
    wish => `scalar(${exact(wish)})`,
  ];

  const looseOnes: readonly Make[] = [
    wish =>
      `${pick(['rate', 'increase', 'rate', 'irate'])}(${chance(0.85) ? matrixOf(COUNTERS) : subquery(wish, () => leaf(['requests_total']))})`,
    () => `${pick(['rate', 'increase', 'rate', 'irate'])}(${matrixOf(COUNTERS)})`,
    wish => `${pick(['delta', 'deriv', 'idelta'])}(${matrix(wish, SUMMABLE, exact)})`,
    wish => `predict_linear(${withoutAt(matrix(wish, SUMMABLE, exact))}, ${pick(['60', '3600', '-300'])})`,
    wish =>
      `${pick(['avg', 'stddev', 'stdvar', 'avg', 'max', 'min', 'sum'])}_over_time(${matrix(wish, SUMMABLE, loose)})`,
    wish =>
      `quantile_over_time(${pick(['0.5', '0.9', '0', '1', '0.333', '1.5', '-1'])}, ${matrix(wish, SUMMABLE, loose)})`,
    wish => `${pick(['sum', 'avg', 'avg', 'min', 'max'])}${grouping()} (${loose(wish)})`,
    wish => `${pick(['stddev', 'stdvar'])}${grouping()} (${brackets(loose(wish))} > -1e5 < 1e5)`,
    () => `${pick(['sum', 'avg', 'stddev'])}${grouping()} (rate(${matrixOf(COUNTERS)}))`,
    wish => `quantile${grouping()} (${pick(['0.5', '0.9', '0.25', '0', '1', '2'])}, ${loose(wish)})`,
    () =>
      `histogram_quantile(${pick(['0.5', '0.9', '0.99', '0', '1', '0.1', '1.5'])}, ${pick([() => leaf(['wait_bucket']), () => `rate(${matrixOf(['wait_bucket'])})`, () => `sum by (le) (rate(${matrixOf(['wait_bucket'])}))`, () => `sum by (le, host) (increase(${matrixOf(['wait_bucket'])}))`])()})`,
    wish => arithmetic(['+', '-', '*', '/'], wish, loose),
    wish => arithmetic(['/', '^'], wish, exact),
    wish => angle(wish),
    wish => `${pick(['exp', 'atan', 'asinh', 'tanh', 'deg', 'rad', 'sinh', 'cosh'])}(${loose(wish)} / 100)`,
    wish =>
      `${pick(['sqrt', 'ln', 'log2', 'log10', 'acos', 'asin', 'acosh', 'atanh', 'tan', 'sin', 'cos'])}(${exact(wish)})`,
    wish =>
      `${brackets(loose(wish))} ${pick(['>', '<', '>=', '<=', '!=', '== bool', '> bool', '< bool'])} ${oddNumber()}`,
    sets,
    wish => `-${brackets(loose(wish))}`,
    wish => `vector(${scalar(wish)})`,
  ];

  function compare(wish: Wish): string {
    const op = ['==', '!=', '>', '<', '>=', '<=', '== bool', '> bool', '< bool', '!= bool', '<= bool'];
    if (chance(0.4)) return `${brackets(exact(wish))} ${pick(op)} ${pick(['1', '10', '20', '0', '100000', '-1'])}`;
    return arithmetic(op, wish, exact).replace(/^([-\d.]+|\w+\(\)) (\S+) (?=[-\d.]+$)/, '$1 $2 bool ');
  }

  function scalar(wish: Wish): string {
    return pick([
      number,
      number,
      number,
      () => 'time()',
      () => `scalar(${leaf(['limit'])})`,
      () => `scalar(limit{house="${pick(['a', 'b', 'c'])}"})`,
      () => `(${number()} ${pick(['+', '*', '-', '> bool', '% '])} ${number()})`,
      () => `scalar(max(${chance(0.5) ? leaf(SUMMABLE) : exact({ ...wish, depth: Math.max(1, wish.depth) })}))`,
      () => (wish.isExact ? '4' : 'pi()'),
    ])();
  }

  function leaf(metrics: readonly string[]): string {
    return selector(pick(metrics)) + moment();
  }

  function vector(wish: Wish): string {
    if (wish.depth <= 0) return leaf(wish.isUnique ? UNIQUE : ALL);
    if (wish.isUnique) return pick([...unique, () => leaf(UNIQUE)])(wish);
    return pick(wish.isExact || chance(0.4) ? exactOnes : looseOnes)(wish);
  }
  return vector;
}

/** Prometheus 2.42 evaluates these at the wrong moments: https://github.com/prometheus/prometheus/pull/13559 */
function withoutAt(matrix: string): string {
  return matrix.replace(/ @ (?:[\d.]+|start\(\)|end\(\))(?= offset \S+$|$)/, '');
}

/** Of `@` and an offset `timestamp` forgets the offset, in Prometheus 2 and 3. */
function withoutBoth(selector: string): string {
  return selector.replace(/( @ \S+) offset \S+$/, '$1');
}

function brackets(text: string): string {
  return /^[\w.]+$|^\w+\{[^}]*\}$|^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
}
