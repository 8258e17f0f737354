import type { ValueType } from './ast.ts';

/** What a function takes and gives. */
export interface PromqlFunction {
  readonly args: readonly ValueType[];
  /** So many of the last arguments may be left out. */
  readonly optional: number;
  /** The last argument may come again and again. */
  readonly isRepeated: boolean;
  readonly result: ValueType;
  /** Prometheus may still change it: known, but refused. */
  readonly isExperimental: boolean;
}

type Row = [names: string, args: string, more?: Partial<PromqlFunction>];

const SCALAR = { result: 'scalar' } as const;
const OPTIONAL = { optional: 1 } as const;
const EXPERIMENTAL = { isExperimental: true } as const;

/** https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const ROWS: readonly Row[] = [
  ['abs absent ceil exp floor ln log10 log2 sgn sort sort_desc sqrt timestamp', 'vector'],
  ['acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh', 'vector'],
  ['histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum', 'vector'],
  ['day_of_month day_of_week day_of_year days_in_month hour minute month year', 'vector', OPTIONAL],
  ['changes delta deriv idelta increase irate rate resets', 'matrix'],
  ['absent_over_time avg_over_time count_over_time first_over_time last_over_time', 'matrix'],
  ['max_over_time min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time', 'matrix'],
  ['clamp', 'vector scalar scalar'],
  ['clamp_max clamp_min', 'vector scalar'],
  ['round', 'vector scalar', OPTIONAL],
  ['histogram_fraction', 'scalar scalar vector'],
  ['histogram_quantile', 'scalar vector'],
  ['quantile_over_time', 'scalar matrix'],
  ['predict_linear', 'matrix scalar'],
  ['label_replace', 'vector string string string string'],
  ['label_join', 'vector string string string', { optional: 1, isRepeated: true }],
  ['vector', 'scalar'],
  ['scalar', 'vector', SCALAR],
  ['pi time', '', SCALAR],
  ['end range start step', '', { ...SCALAR, ...EXPERIMENTAL }],
  ['max_of min_of', 'scalar scalar', { ...SCALAR, ...EXPERIMENTAL }],
  ['start_timestamp', 'vector', EXPERIMENTAL],
  ['mad_over_time ts_of_first_over_time ts_of_last_over_time', 'matrix', EXPERIMENTAL],
  ['ts_of_max_over_time ts_of_min_over_time', 'matrix', EXPERIMENTAL],
  ['double_exponential_smoothing', 'matrix scalar scalar', EXPERIMENTAL],
  ['info', 'vector vector', { ...OPTIONAL, ...EXPERIMENTAL }],
  ['sort_by_label sort_by_label_desc', 'vector string', { optional: 1, isRepeated: true, ...EXPERIMENTAL }],
  ['histogram_quantiles', 'vector string scalar scalar', { optional: 1, isRepeated: true, ...EXPERIMENTAL }],
];

/** The functions of PromQL in Prometheus 3, by name. Names are told apart by case. */
export const FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map(ROWS.flatMap(toEntries));

function toEntries([names, args, more]: Row): [string, PromqlFunction][] {
  const types = args.split(' ').filter(type => type !== '') as ValueType[];
  const one: PromqlFunction = {
    args: types,
    optional: 0,
    isRepeated: false,
    result: 'vector',
    isExperimental: false,
    ...more,
  };
  return names.split(' ').map(name => [name, one]);
}
