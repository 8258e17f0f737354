import { createRandom } from '../../testing/random.ts';
import type { ValueType } from '../ast.ts';
import { FUNCTIONS } from '../functions-table.ts';

const STABLE = [...FUNCTIONS].filter(([, { isExperimental }]) => !isExperimental);
const METRICS = ['a', 'b_total', ':rule:x', 'sum', 'offset', 'by', 'rate', 'and', 'start', 'fill'];
const LABELS = ['host', 'le', 'on', 'bool', '"a.b"', "'é'", 'offset'];
const TEXTS = ['"x"', "'it\\'s'", '`C:\\x\n`', '"\\u00a0\\n\\"\\\\"', '"😀 é"', '""', '"a|b.*"', '"\\x07\\t"'];
const NUMBERS = ['1', '0', '.5', '3.', '1e-9', '1.5E+21', '0x1F', '017', '1_000', 'Inf', 'nan', '1h30m', '250ms'];
const DURATIONS = ['5m', '1h30m', '90', '1.5', '1y2w3d', '400d', '1ms', '7w', '0x10'];
const SPACES = ['', '', ' ', '  ', '\n', '\t', ' # (comment "\n'];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
const SETS = ['and', 'or', 'unless', 'AND'];
const AGGREGATIONS = ['sum', 'Avg', 'count', 'min', 'MAX', 'group', 'stddev', 'stdvar'];

/** Expressions by chance, with all that the syntax knows, the same ones for the same seed. */
export function createRandomPromql(seed: number): (type: ValueType) => string {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const maybe = (text: () => string) => (random(2) === 0 ? text() : '');
  const space = () => pick(SPACES);
  const list = (item: () => string, most: number) => Array.from({ length: random(most + 1) }, item).join(`,${space()}`);
  const labels = () => `${space()}(${list(() => pick(LABELS), 3)})`;
  const moment = () =>
    maybe(() => ` @ ${pick(['start()', 'end( )', '1700000000.25', '-1', '0'])}`) +
    maybe(() => ` ${pick(['offset', 'OFFSET'])} ${pick(['', '-', '- '])}${pick(DURATIONS)}`);
  const matcher = () =>
    pick(LABELS) + space() + pick(['=', '!=', '=~', '!~']) + space() + pick(['"x"', '"a|b.*"', '``']);
  const braces = () => `{${space()}${list(matcher, 3)}}`;
  const metric = () => pick(METRICS) + maybe(braces);
  const named = () => `{${pick(['"a.b"', '__name__=~"x.+"', "'on'", 'host="y"'])},${list(matcher, 2)}}`;
  const selector = () => pick([metric, metric, named])();

  const matching = () => {
    const isOn = random(2) === 0;
    const group = maybe(
      () => ` ${pick(['group_left', 'GROUP_RIGHT'])} (${isOn ? 'other' : list(() => pick(LABELS), 2)})`,
    );
    return (isOn ? ` on${labels()}` : ` ignoring${labels()}`) + group;
  };
  const binary = (left: ValueType, right: ValueType, depth: number) => {
    const areVectors = left === 'vector' && right === 'vector';
    const areNumbers = left === 'scalar' && right === 'scalar';
    const kind = random(areVectors ? 3 : 2);
    const op = pick([ARITHMETIC, COMPARISONS, SETS][kind]!);
    const bool = kind === 1 && (areNumbers || random(2) === 0) ? ' bool' : '';
    const match = areVectors && random(2) === 0 ? (kind === 2 ? ` on${labels()}` : matching()) : '';
    return `${expr(left, depth)} ${op}${bool}${match} ${expr(right, depth)}`;
  };
  const call = (type: ValueType, depth: number) => {
    const [name, { args, optional }] = pick(STABLE.filter(([, { result }]) => result === type));
    const used = args.slice(0, args.length - random(optional + 1));
    return `${name}${space()}(${used.map(arg => expr(arg, depth)).join(`,${space()}`)})`;
  };
  const aggregation = (depth: number) => {
    const grouping = maybe(() => ` ${pick(['by', 'without', 'BY'])}${labels()}`);
    const isBefore = random(2) === 0;
    const inside = pick([
      () => ({ op: pick(AGGREGATIONS), args: expr('vector', depth) }),
      () => ({
        op: pick(['topk', 'quantile', 'limit_ratio']),
        args: `${expr('scalar', depth)}, ${expr('vector', depth)}`,
      }),
      () => ({ op: 'count_values', args: `${pick(TEXTS)}, ${expr('vector', depth)}` }),
    ])();
    return `${inside.op}${isBefore ? grouping : ''}${space()}(${inside.args})${isBefore ? '' : grouping}`;
  };
  const subquery = (depth: number) => {
    const inside = pick([
      () => `(${expr('vector', depth)})`,
      selector,
      () => aggregation(depth),
      () => call('vector', depth),
    ]);
    return `${inside()}[${pick(DURATIONS)} :${maybe(() => pick(DURATIONS))}]${moment()}`;
  };
  const shapes: Readonly<Record<ValueType, readonly ((depth: number) => string)[]>> = {
    scalar: [
      depth => binary('scalar', 'scalar', depth),
      depth => call('scalar', depth),
      depth => `-${expr('scalar', depth)}`,
    ],
    vector: [
      depth => binary('vector', pick(['vector', 'scalar']), depth),
      depth => binary('scalar', 'vector', depth),
      depth => call('vector', depth),
      aggregation,
      depth => `${pick(['-', '+'])}${space()}${expr('vector', depth)}`,
    ],
    matrix: [subquery, () => `${selector()}[${pick(DURATIONS)}]${moment()}`],
    string: [() => pick(TEXTS)],
  };
  const leaves: Readonly<Record<ValueType, () => string>> = {
    scalar: () => pick(NUMBERS),
    vector: () => selector() + moment(),
    matrix: () => `${selector()}[${space()}${pick(DURATIONS)}${space()}]${moment()}`,
    string: () => pick(TEXTS),
  };
  function expr(type: ValueType, depth: number): string {
    if (depth === 0 || random(4) === 0) return space() + leaves[type]() + space();
    const inside = pick(shapes[type])(depth - 1);
    return random(3) === 0 ? `(${inside})` : inside;
  }
  return type => expr(type, 4);
}
