import type { Points } from '../history/head/points.ts';
import { seriesKey } from '../history/series-key.ts';
import type { PointColumns } from '../ingest/point-columns.ts';
import type { SeriesRef } from '../ingest/series-ref.ts';
import { formatValue } from './format-value.ts';
import { lineProtocolText } from './line-protocol-text.ts';

/** Points as bodies for a server. */
export interface ServerBodySet {
  /** To be sent first. */
  readonly json: ServerBody;
  readonly lines: ServerBody;
  /** Points that neither has words for, and why not the first of them. */
  readonly unsaid: { count: number; reason: string | undefined };
}

export interface ServerBody {
  text: string;
  /** Points in it. */
  count: number;
}

/**
 * Makes bodies of line protocol; and of JSON, of series that line protocol cannot name. A unit, for which it has no word
 * either, goes with the first point of its series as JSON.
 */
export class ServerBodies {
  readonly #prefixes = new WeakMap<SeriesRef, { readonly prefix: string | undefined }>();
  /** The unit of a series that the server was told last. */
  readonly #toldUnits = new WeakMap<SeriesRef, string>();

  of(points: PointColumns): ServerBodySet {
    const bodies = {
      json: { text: '', count: 0 },
      lines: { text: '', count: 0 },
      unsaid: { count: 0, reason: undefined },
    };
    for (const { ref, run } of runsOf(points)) this.#add(bodies, ref, run);
    return bodies;
  }

  #add({ json, lines, unsaid }: ServerBodySet, ref: SeriesRef, { times, values }: Points): void {
    const leftOut = lineProtocolText.countLeftOut(values);
    if (leftOut > 0)
      unsaid.reason ??= `${seriesKey(ref.metric, ref.labels)} has a value that is no finite number, which cannot be sent.`;
    unsaid.count += leftOut;
    const prefix = this.#prefixOf(ref);
    let from = 0;
    while (from < times.length && (prefix === undefined || this.#hasUntoldUnit(ref))) {
      if (Number.isFinite(values[from]!)) {
        json.text += this.#toJson(ref, times[from]!, values[from]!);
        json.count++;
      }
      from++;
    }
    if (prefix === undefined) return;
    const rest = { times: times.subarray(from), values: values.subarray(from) };
    lines.text += lineProtocolText.linesOf(prefix, rest);
    lines.count += rest.times.length - lineProtocolText.countLeftOut(rest.values);
  }

  #prefixOf(ref: SeriesRef): string | undefined {
    const known = this.#prefixes.get(ref) ?? { prefix: lineProtocolText.prefixOf({ ...ref, key: '' }) };
    this.#prefixes.set(ref, known);
    return known.prefix;
  }

  #hasUntoldUnit(ref: SeriesRef): boolean {
    return ref.unit !== undefined && this.#toldUnits.get(ref) !== ref.unit;
  }

  /** Written by hand, because JSON.stringify takes the sign of zero. */
  #toJson(ref: SeriesRef, atMs: number, value: number): string {
    const { metric, labels, unit } = ref;
    if (unit !== undefined) this.#toldUnits.set(ref, unit);
    const facts = JSON.stringify({ metric, labels, t: new Date(atMs).toISOString(), unit });
    return `{"value":${formatValue(value)},${facts.slice(1)}\n`;
  }
}

/** Points of one series that follow each other. */
function* runsOf(points: PointColumns): Iterable<{ readonly ref: SeriesRef; readonly run: Points }> {
  const { times, values, length } = points;
  for (let from = 0; from < length; ) {
    const ref = points.refAt(from);
    let to = from + 1;
    while (to < length && points.refAt(to) === ref) to++;
    yield { ref, run: { times: times.subarray(from, to), values: values.subarray(from, to) } };
    from = to;
  }
}
