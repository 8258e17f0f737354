import { readSampleName } from '../openmetrics-sample-name.ts';
import type { SeriesName } from '../ref-book.ts';
import { parseUnit } from '../unit.ts';
import { socketLimits } from './socket-limits.ts';

/** The series that the binary messages of one connection have named, by their ids. */
export class SocketNames {
  readonly #series = new Map<number, SeriesName>();
  readonly #texts = new Map<number, string>();

  get(id: number): SeriesName | undefined {
    return this.#series.get(id);
  }

  /** Gives the reason when the name cannot be taken. The same name for the same id may come again. */
  define(id: number, name: string, unit: string): string | undefined {
    const text = `${unit}\n${name}`;
    const known = this.#texts.get(id);
    if (known !== undefined)
      return known === text ? undefined : `the id ${id} names another series already; take one that is free.`;
    if (this.#series.size >= socketLimits.ids)
      return `one connection names at most ${socketLimits.ids} series; open another one for the rest.`;
    const read = readSampleName(name);
    if ('reason' in read) return read.reason;
    const checked = parseUnit(unit);
    if (!checked.ok) return checked.reason;
    this.#texts.set(id, text);
    this.#series.set(id, { ...read, ...(checked.value !== undefined && { unit: checked.value }) });
    return undefined;
  }
}
