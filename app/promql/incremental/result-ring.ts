import type { LabelSet } from '../eval/label-set.ts';
import type { Column } from '../eval/value.ts';
import { PromqlError } from '../promql-error.ts';
import type { HeldMemory } from './held-memory.ts';
import type { LiveColumns } from './live-answer.ts';

interface Line {
  readonly id: number;
  readonly labels: LabelSet;
  /** By step modulo their length. */
  readonly values: Float64Array;
  readonly present: Uint8Array;
  /** Steps that have a value. */
  count: number;
  isTold: boolean;
}

/** The newest steps of a result, counted from 1970 on, a line for each element. */
export class ResultRing {
  readonly #capacity: number;
  readonly #memory: HeldMemory;
  #lines = new Map<string, Line>();
  #nextId = 0;
  /** The newest step that is here. */
  #end: number | undefined;
  /** The first step that is not as it was told. */
  #changedFrom = Number.POSITIVE_INFINITY;

  constructor(capacity: number, memory: HeldMemory) {
    [this.#capacity, this.#memory] = [capacity, memory];
  }

  get end(): number | undefined {
    return this.#end;
  }

  /** Replaces `count` steps by new results; steps that fall out are forgotten. Throws, and is empty, when the lines are too many. */
  put(from: number, count: number, columns: readonly Column[]): void {
    if (count === 0) return;
    this.#shift(from + count - 1);
    const first = Math.max(from, this.#end! - this.#capacity + 1);
    const put = new Set<Line>();
    for (const column of columns) {
      const line = this.#lineOf(column.labels);
      put.add(line);
      this.#putLine(line, first, from + count, column, first - from);
    }
    for (const line of this.#lines.values()) if (!put.has(line)) this.#putLine(line, first, from + count);
    for (const line of this.#lines.values()) if (line.count === 0) this.#drop(line);
    const isWhole = count >= this.#capacity && from + count - 1 === this.#end;
    if (isWhole) this.#order(put);
  }

  /** All lines at steps from the first that has changed, or from an earlier one. Counts as told. */
  take(fromStep: number): { changedFrom: number; columns: LiveColumns } {
    const end = this.#end ?? fromStep - 1;
    const changedFrom = Math.max(fromStep, Math.min(this.#changedFrom, end + 1));
    this.#changedFrom = Number.POSITIVE_INFINITY;
    return { changedFrom, columns: this.#columns(changedFrom, end, line => !line.isTold) };
  }

  /** All lines at all steps from one on, for somebody who knows none of them. */
  snapshot(fromStep: number): LiveColumns {
    return this.#columns(fromStep, this.#end ?? fromStep - 1, () => true);
  }

  clear(): void {
    for (const line of this.#lines.values()) this.#drop(line);
    [this.#end, this.#changedFrom] = [undefined, Number.NEGATIVE_INFINITY];
  }

  #columns(from: number, end: number, isNew: (line: Line) => boolean): LiveColumns {
    const width = end - from + 1;
    const lines = new Uint32Array(this.#lines.size);
    const values = new Float64Array(lines.length * width);
    const present = new Uint8Array(lines.length * width);
    const labels = new Map<number, Record<string, string>>();
    let at = 0;
    for (const line of this.#lines.values()) {
      if (isNew(line)) labels.set(line.id, line.labels.toRecord());
      line.isTold = true;
      for (let step = from; step <= end; step++) {
        const slot = this.#slotOf(step);
        values[at * width + step - from] = line.values[slot]!;
        present[at * width + step - from] = line.present[slot]!;
      }
      lines[at++] = line.id;
    }
    return { lines, labels, values, present };
  }

  /** Makes room for steps up to `end`. */
  #shift(end: number): void {
    const before = this.#end ?? end - this.#capacity;
    if (end <= before) return;
    this.#end = end;
    this.#changedFrom = Math.min(this.#changedFrom, before + 1);
    const from = Math.max(before + 1, end - this.#capacity + 1);
    for (const line of this.#lines.values()) {
      for (let step = from; step <= end; step++) {
        const slot = this.#slotOf(step);
        line.count -= line.present[slot]!;
        line.present[slot] = 0;
      }
    }
  }

  #lineOf(labels: LabelSet): Line {
    const line = this.#lines.get(labels.key) ?? this.#begin(labels);
    this.#lines.set(labels.key, line);
    return line;
  }

  #begin(labels: LabelSet): Line {
    if (!this.#memory.hasRoom('results', this.#capacity)) {
      this.clear();
      throw new PromqlError(
        `The live results together may have ${this.#memory.bounds.results.toLocaleString('en')} steps of lines: sum some up, or show less time.`,
      );
    }
    this.#memory.add('results', this.#capacity);
    const [values, present] = [new Float64Array(this.#capacity), new Uint8Array(this.#capacity)];
    return { id: this.#nextId++, labels, values, present, count: 0, isTold: false };
  }

  /** Without a column there is no value. */
  #putLine(line: Line, from: number, to: number, column?: Column, offset = 0): void {
    for (let step = from; step < to; step++) {
      const at = step - from + offset;
      const slot = this.#slotOf(step);
      const isThere = column?.present[at] ?? 0;
      const value = isThere ? column!.values[at]! : 0;
      if (line.present[slot] === isThere && (!isThere || Object.is(line.values[slot], value))) continue;
      this.#changedFrom = Math.min(this.#changedFrom, step);
      line.count += isThere - line.present[slot]!;
      line.present[slot] = isThere;
      line.values[slot] = value;
    }
  }

  /** A whole result has an order of its own, as that of `sort`. */
  #order(lines: ReadonlySet<Line>): void {
    const before = this.#lines;
    this.#lines = new Map();
    for (const line of lines) if (before.has(line.labels.key)) this.#lines.set(line.labels.key, line);
  }

  /** Also of times before 1970. */
  #slotOf(step: number): number {
    return ((step % this.#capacity) + this.#capacity) % this.#capacity;
  }

  #drop({ labels }: Line): void {
    this.#lines.delete(labels.key);
    this.#memory.add('results', -this.#capacity);
  }
}
