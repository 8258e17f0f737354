import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import type { QueryWindow } from '../queries.ts';

/** What a thread is asked for; everything survives a structured clone. */
export interface QueryAsk {
  readonly query: string;
  /** At one moment its ends are the same. */
  readonly window: QueryWindow;
  readonly lookbackMs?: number | undefined;
}

/** For a page. */
export interface ColumnsAsk extends QueryAsk {
  readonly maxSeries?: number | undefined;
}

/** How an answer is written. */
export interface Form {
  /** The asker can read it packed. */
  readonly isGzip: boolean;
}

/** For a client of Prometheus' HTTP API. */
export interface JsonAsk extends QueryAsk, Form {
  /** Over time, which the answer says even of a single step. */
  readonly isRange: boolean;
  /** Lines of the answer; the others are left out, and a warning says so. */
  readonly limit?: number | undefined;
}

/** Names, values or sets of labels. */
export interface LookupAsk extends Form {
  /** Texts such as `up{job="x"}`; none: every series. */
  readonly selectors: readonly string[];
  /** Leaves out series without a reading since. */
  readonly sinceMs?: number | undefined;
  readonly limit?: number | undefined;
}

export interface MetadataAsk extends Form {
  readonly metric?: string | undefined;
  readonly limit?: number | undefined;
}

/** What one series comes to. */
export interface SummaryAsk {
  /** Hold for it alone. */
  readonly matchers: readonly LabelMatcher[];
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** The newest samples, as a page that can be scraped. */
export interface FederateAsk extends Form {
  readonly selectors: readonly string[];
  readonly atMs: number;
  readonly syntax: TextSyntax;
}

export interface TextSyntax {
  readonly isOpenMetrics: boolean;
  /** Names that are not plain words may stand in quotes; else what is odd in them becomes `_`. */
  readonly isUtf8: boolean;
}
