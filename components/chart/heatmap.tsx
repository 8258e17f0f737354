import { formatValueText } from '../format/format-value.ts';
import { scaleUnit } from '../format/scale-unit.ts';
import { percent, TimeLabels } from './chart-axes.tsx';
import { chartTime } from './chart-time.ts';
import { type HeatLevel, heatLevel } from './heat-level.ts';
import { lanePath, stretchesOf } from './lane-path.ts';
import type { Domain } from './scale.ts';
import { type ChartGrid, firstStepOf } from './series.ts';
import { type Block, settledBlocks } from './settled-blocks.ts';
import { Silence } from './silence.tsx';

/** Values over time, one for each moment of the grid. */
export type HeatRow = { name: string; values: readonly (number | undefined)[] };

export type HeatmapProps = {
  /** What is shown, as a sentence. */
  label: string;
  /** From the top down. */
  rows: readonly HeatRow[];
  grid: ChartGrid;
  timeZone: string;
  unit: string;
  /** What the ends of the ramp stand for. */
  domain: Domain;
  /** Of a histogram: a cell with nothing in it is left as it is. */
  hidesZero?: boolean | undefined;
  settledId?: string | undefined;
  hiddenCount?: number;
};

const LEVELS: readonly HeatLevel[] = [1, 2, 3, 4, 5, 6, 7];
/** Names that find room beside the rows; of more rows every second, third, ... one is named. */
const MAX_NAMES = 10;

/** Many series as rows of cells, more of the value with more contrast: one ramp in seven steps. */
export function Heatmap({ label, rows, grid, timeZone, unit, domain, hiddenCount = 0, ...props }: HeatmapProps) {
  const every = Math.max(1, Math.ceil(rows.length / MAX_NAMES));
  const levels = rows.map(({ values }) => values.map(value => heatLevel(value, domain, props.hidesZero)));
  const blocks = props.settledId === undefined ? [] : settledBlocks(firstStepOf(grid), grid.count);
  return (
    <div class="heat">
      <Ramp domain={domain} unit={unit} hiddenCount={hiddenCount} />
      <div class="heat__body">
        <div class="heat__names" aria-hidden="true">
          {rows.map(({ name }, index) => (
            <span class="heat__name" data-name={name}>
              {index % every === 0 ? name : ''}
            </span>
          ))}
        </div>
        <div class="plot heat__plot">
          <svg class="chart" role="img" aria-label={label} {...chartTime(grid, true)}>
            <line class="chart__axis" x1="0" x2="100%" y1="100%" y2="100%" />
            <Silence series={rows} />
            <svg
              viewBox={`0 0 ${grid.count} ${Math.max(1, rows.length)}`}
              preserveAspectRatio="none"
              width="100%"
              height="100%"
              aria-hidden="true"
              {...rampOf(domain, unit)}
            >
              {partsOf(blocks, grid.count).map(({ from, to, number }) => (
                <Cells
                  levels={levels.map(row => row.slice(from, to))}
                  from={from}
                  id={number === undefined ? undefined : `${props.settledId}-${number}`}
                />
              ))}
            </svg>
            <TimeLabels grid={grid} timeZone={timeZone} />
          </svg>
        </div>
      </div>
    </div>
  );
}

/** What the ends of the ramp stand for: so a script can tell between what a cell lies. */
function rampOf({ min, max }: Domain, unit: string) {
  const { divisor, unit: shown } = scaleUnit(Math.max(Math.abs(min), Math.abs(max)), unit);
  return { 'data-low': min, 'data-high': max, 'data-divisor': divisor, 'data-unit': shown };
}

type Part = { from: number; to: number; number?: number | undefined };

/** What has settled, block by block, and what lies before and behind it. */
function partsOf(blocks: readonly Block[], count: number): Part[] {
  const [first, last] = [blocks[0]?.from ?? 0, blocks.at(-1)?.to ?? 0];
  return [{ from: 0, to: first }, ...blocks, { from: last, to: count }].filter(({ from, to }) => to > from);
}

type CellsProps = { levels: readonly (readonly (HeatLevel | undefined)[])[]; from: number; id: string | undefined };

/** A path for each step of the ramp. */
function Cells({ levels, from, id }: CellsProps) {
  const rows = levels.map(row => Map.groupBy(stretchesOf(row), ({ value }) => value));
  const settled = id === undefined ? {} : { id, 'data-settled': '' };
  return (
    <g {...settled} transform={`translate(${from})`}>
      {LEVELS.map(level => {
        const d = rows.map((row, at) => rowPath(row.get(level) ?? [], at)).join('');
        return d !== '' && <path class={`heat__cell heat__cell--${level}`} d={d} />;
      })}
    </g>
  );
}

/** Begins at a place of its own, so that no row depends on the one before it. */
function rowPath(stretches: Parameters<typeof lanePath>[0], at: number): string {
  const path = lanePath(stretches, at, 1);
  return path.replace('m', 'M');
}

type RampProps = Pick<HeatmapProps, 'domain' | 'unit'> & { hiddenCount: number };

function Ramp({ domain, unit, hiddenCount }: RampProps) {
  return (
    <p class="heat__legend">
      <span class="heat__read" />
      {formatValueText(domain.min, unit)}
      <svg class="heat__ramp" aria-hidden="true">
        {LEVELS.map(level => (
          <rect
            class={`heat__cell heat__cell--${level}`}
            x={percent((1000 * (level - 1)) / 7)}
            width="14.4%"
            height="8"
          />
        ))}
      </svg>
      {formatValueText(domain.max, unit)}
      {hiddenCount > 0 && <span class="heat__more">and {hiddenCount} more</span>}
    </p>
  );
}
