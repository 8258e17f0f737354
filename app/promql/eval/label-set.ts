import { METRIC_LABEL } from '../../history/labels/label-postings.ts';

type Pair = readonly [name: string, value: string];

/** The labels of one result, the metric among them as `__name__`; none of them is empty. Immutable. */
export class LabelSet {
  static readonly NONE = new LabelSet([]);

  readonly #pairs: readonly Pair[];
  #key: string | undefined;

  /** `pairs` are sorted by name. */
  private constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs;
  }

  static from(labels: Readonly<Record<string, string>>): LabelSet {
    const pairs = Object.entries(labels).filter(([, value]) => value !== '');
    return new LabelSet(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
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
    return new LabelSet(this.#pairs.filter(([name]) => names.has(name)));
  }

  without(names: ReadonlySet<string>): LabelSet {
    return new LabelSet(this.#pairs.filter(([name]) => !names.has(name)));
  }

  withoutName(): LabelSet {
    return this.without(ONLY_NAME);
  }

  /** An empty value takes the label away. */
  with(name: string, value: string): LabelSet {
    const others = this.#pairs.filter(pair => pair[0] !== name);
    const at = others.findIndex(pair => pair[0] > name);
    const pair: Pair[] = value === '' ? [] : [[name, value]];
    return new LabelSet(others.toSpliced(at < 0 ? others.length : at, 0, ...pair));
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#pairs);
  }
}

const ONLY_NAME: ReadonlySet<string> = new Set([METRIC_LABEL]);
