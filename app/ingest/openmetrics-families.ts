import type { MetricMetadata } from '../history/metric-metadata.ts';
import { takeMetricName } from './metric-name.ts';
import { parseUnit } from './unit.ts';

/** Families that are remembered at most; of those after them nothing is kept. */
const MAX_FAMILIES = 200_000;

/** The rest of a longer help is cut off. */
const MAX_HELP_CHARS = 1_000;

/** A unit that is not the end of a family's name cannot stand in a line `# UNIT`; then the help ends with it. */
const UNIT_IN_HELP = '(unit: ';

type Type = NonNullable<MetricMetadata['type']>;

const TYPES: Readonly<Record<string, Type>> = {
  ...{
    counter: 'counter',
    gauge: 'gauge',
    histogram: 'histogram',
    summary: 'summary',
    unknown: 'unknown',
    untyped: 'unknown',
  },
  ...{ stateset: 'gauge', info: 'gauge', gaugehistogram: 'histogram' },
};

interface Family {
  type?: Type;
  unit?: string;
  help?: string;
}

/** What lines of metadata said of families. A family is named as its samples are, but without `_total`, `_sum` and the like. */
export class OpenMetricsFamilies {
  readonly #families = new Map<string, Family>();

  setType(name: string, type: string): void {
    const family = this.#get(name);
    if (family && Object.hasOwn(TYPES, type)) family.type = TYPES[type]!;
  }

  /** Gives the reason when it is no unit. */
  setUnit(name: string, text: string): string | undefined {
    const unit = parseUnit(text);
    if (!unit.ok) return unit.reason;
    const family = unit.value === undefined ? undefined : this.#get(name);
    if (family) family.unit = unit.value!;
    return undefined;
  }

  /** Gives the reason when it ends with a unit that is none. */
  setHelp(name: string, text: string): string | undefined {
    const family = this.#get(name);
    const unitAt = text.endsWith(')') ? text.lastIndexOf(UNIT_IN_HELP) : -1;
    const help = unitAt < 0 ? text : text.slice(0, unitAt).trimEnd();
    if (family && help !== '') family.help = help.slice(0, MAX_HELP_CHARS);
    return unitAt < 0 ? undefined : this.setUnit(name, text.slice(unitAt + UNIT_IN_HELP.length, -1));
  }

  /** Of the readings of a metric: counts of a histogram have not the unit of what is counted. */
  unitOf(metric: string): string | undefined {
    return (this.#families.get(metric) ?? this.#families.get(metric.replace(/_(?:total|sum)$/, '')))?.unit;
  }

  metadata(): MetricMetadata[] {
    return Array.from(this.#families, ([name, family]) => ({ metric: toMetric(name, family), ...family }));
  }

  /** Undefined: the name is none, or there are too many. */
  #get(name: string): Family | undefined {
    const metric = takeMetricName(name);
    if (!metric.ok) return undefined;
    const known = this.#families.get(metric.value);
    if (known || this.#families.size >= MAX_FAMILIES) return known;
    const family: Family = {};
    this.#families.set(metric.value, family);
    return family;
  }
}

/** OpenMetrics names the family of a counter without the end of its samples' name, the older format with it. */
function toMetric(name: string, { type }: Family): string {
  return type === 'counter' && !name.endsWith('_total') ? `${name}_total` : name;
}
