import type { MessagePort } from 'node:worker_threads';
import type { SeriesSummary } from '../queries.ts';
import type { ColumnsAsk, FederateAsk, JsonAsk, LookupAsk, MetadataAsk, SummaryAsk } from './asks.ts';
import type { Outcome } from './outcome.ts';
import type { PackedAnswer } from './packed-answer.ts';

/** What a thread of queries answers, one call at a time. */
export interface QueryThreadCalls {
  columns(ask: ColumnsAsk): Outcome<PackedAnswer>;
  json(ask: JsonAsk): Outcome<WrittenAnswer>;
  labelNames(ask: LookupAsk): Outcome<WrittenAnswer>;
  labelValues(label: string, ask: LookupAsk): Outcome<WrittenAnswer>;
  labelSets(ask: LookupAsk): Outcome<WrittenAnswer>;
  metadata(ask: MetadataAsk): Outcome<WrittenAnswer>;
  summary(ask: SummaryAsk): Outcome<SeriesSummary | undefined>;
  federate(ask: FederateAsk): Outcome<WrittenAnswer>;
  format(query: string): Outcome<string>;
  /** Answered when the calls before are over, given up ones too. */
  rest(): void;
}

/** The body of an answer, ready to be sent. */
export interface WrittenAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isGzip: boolean;
}

/** What a thread needs to start. */
export interface QueryThreadData {
  readonly path: string;
  /** Its line to the history's keeper; moved to it. */
  readonly keeper: MessagePort;
  /** Not 0: what it computes now is not wanted any more. */
  readonly givenUp: SharedArrayBuffer;
  /** What its heap may hold. */
  readonly heapMegabytes: number;
}
