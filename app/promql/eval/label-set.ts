import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import { seriesKey } from '../../history/series-key.ts';

type Pair = readonly [name: string, value: string];

/** The labels of one result, the metric among them as `__name__`; none of them is empty. Immutable. */
export class LabelSet {
  readonly #pairs: readonly Pair[];
  #key: string | undefined;
  /** One that comes again and again keeps what was made of it. */
  #isKept = false;
  #nameless: LabelSet | undefined;
  #record: Readonly<Record<string, string>> | undefined;

  /** `pairs` are sorted by name. */
  private constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs;
  }

  /** No field: the compiler would make it before there is the class. */
  static get NONE(): LabelSet {
    return LabelSet.from({});
  }

  static from(labels: Readonly<Record<string, string>>): LabelSet {
    return remembered.get(labels) ?? new LabelSet(sortedPairs(labels));
  }

  /** For labels that come again and again as the same object, which does not change: `from` gives the same set then. */
  static remember(labels: Readonly<Record<string, string>>): LabelSet {
    const set = LabelSet.from(labels);
    if (set.#isKept) return set;
    set.#isKept = true;
    remembered.set(labels, set);
    return set;
  }

  /** Lets go of everything that was made of sets and is kept with them. */
  static forgetDerived(): void {
    derivedSets = new WeakMap();
  }

  /** The same for the same labels, and for no others. */
  get key(): string {
    this.#key ??= JSON.stringify(this.#pairs);
    return this.#key;
  }

  get(name: string): string {
    return this.#pairs.find(pair => pair[0] === name)?.[1] ?? '';
  }

  only(names: ReadonlySet<string>): LabelSet {
    return this.#derive('only', names, ([name]) => names.has(name));
  }

  without(names: ReadonlySet<string>): LabelSet {
    if (!this.#pairs.some(([name]) => names.has(name))) return this;
    return this.#derive('without', names, ([name]) => !names.has(name));
  }

  withoutName(): LabelSet {
    this.#nameless ??= this.get(METRIC_LABEL) === '' ? this : this.without(ONLY_NAME);
    return this.#nameless;
  }

  /** An empty value takes the label away. */
  with(name: string, value: string): LabelSet {
    const others = this.#pairs.filter(pair => pair[0] !== name);
    const at = others.findIndex(pair => pair[0] > name);
    const pair: Pair[] = value === '' ? [] : [[name, value]];
    return new LabelSet(others.toSpliced(at < 0 ? others.length : at, 0, ...pair));
  }

  /** As in PromQL: `up{job="a"}`, `{job="a"}`, `{}`. */
  toString(): string {
    const { [METRIC_LABEL]: metric, ...labels } = this.toRecord();
    if (metric !== undefined) return seriesKey(metric, labels);
    return seriesKey('', labels).replace(/^\{"",?/, '{'); // no series has an empty metric: the labels alone
  }

  /** Of a set that is kept, the same object each time. */
  toRecord(): Readonly<Record<string, string>> {
    const record = this.#record ?? Object.fromEntries(this.#pairs);
    if (this.#isKept) this.#record = record;
    return record;
  }

  #derive(how: string, names: ReadonlySet<string>, keeps: (pair: Pair) => boolean): LabelSet {
    if (!this.#isKept) return new LabelSet(this.#pairs.filter(keeps));
    const derived = derivedSets.get(this) ?? new Map<string, LabelSet>();
    derivedSets.set(this, derived);
    const id = `${how} ${idOf(names)}`;
    const known = derived.get(id);
    if (known) return known;
    const set = new LabelSet(this.#pairs.filter(keeps));
    set.#isKept = true;
    if (derived.size >= MAX_DERIVED) derived.clear();
    derived.set(id, set);
    return set;
  }
}

const ids = new WeakMap<ReadonlySet<string>, string>();

/** The same for the same names: each is asked for by thousands of sets in a row. */
function idOf(names: ReadonlySet<string>): string {
  const id = ids.get(names) ?? Array.from(names).join('\0');
  ids.set(names, id);
  return id;
}

/** Groupings and the like of live panels, for one series. */
const MAX_DERIVED = 8;

let derivedSets = new WeakMap<LabelSet, Map<string, LabelSet>>();

const remembered = new WeakMap<Readonly<Record<string, string>>, LabelSet>();

const ONLY_NAME: ReadonlySet<string> = new Set([METRIC_LABEL]);

function sortedPairs(labels: Readonly<Record<string, string>>): Pair[] {
  const pairs = Object.entries(labels).filter(([, value]) => value !== '');
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
}
