import { percent } from './chart-axes.tsx';
import { ChartPaths, type Settling } from './chart-paths.tsx';
import { chooseDomain, type Domain, heightOf } from './scale.ts';
import { Silence } from './silence.tsx';

export type SparkProps = {
  /** The reading in words, for example `CPU 19 %, peak 92 % at 13:43`; a spark without it is decoration and hidden from readers. */
  label?: string | undefined;
  values: readonly (number | undefined)[];
  unit: string;
  domain?: Domain | undefined;
  previousDomain?: Domain | undefined;
  /** Runs to the seams and the foot of its panel, with a wash below. */
  bleed?: boolean | undefined;
  /** A limit, and the colour of a line that is beyond one. */
  threshold?: number | undefined;
  status?: 'warn' | 'crit' | undefined;
  settling?: Settling | undefined;
};

/** A line without axes, to stand below or beside its number. */
export function Spark({ label, values, unit, bleed = false, threshold, status, settling, ...props }: SparkProps) {
  const domain = props.domain ?? chooseDomain([...values, threshold], unit, props.previousDomain);
  const seriesClass = status === undefined ? 'series-1' : `series-${status}`;
  const y = threshold === undefined ? undefined : percent(heightOf(threshold, domain));
  return (
    <div class={bleed ? 'spark spark--bleed' : 'spark'}>
      <svg
        class="chart"
        role={label === undefined ? undefined : 'img'}
        aria-label={label}
        aria-hidden={label === undefined ? 'true' : undefined}
      >
        <Silence series={[{ name: '', values }]} />
        <ChartPaths
          series={[{ name: '', values }]}
          domain={domain}
          count={values.length}
          area={bleed ? 'below' : 'none'}
          seriesClass={seriesClass}
          settling={settling}
        />
        {values.every(value => value === undefined) && (
          <line class="chart__nothing" x1="0" x2="100%" y1="60%" y2="60%" />
        )}
        {y !== undefined && (
          <line class={`chart__threshold series-${status ?? 'warn'}`} x1="0" x2="100%" y1={y} y2={y} />
        )}
      </svg>
    </div>
  );
}
