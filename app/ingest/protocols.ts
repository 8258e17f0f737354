import type { BodyReader } from './body-reader.ts';
import { readColumns } from './columns.ts';
import { parseInflux } from './influx.ts';
import { InfluxNames } from './influx-series.ts';
import type { BodyForm } from './intake-calls.ts';
import { manyParsers } from './many.ts';
import { createMessagesMemory, readMessages } from './messages.ts';
import { createOtlpMemory } from './otlp-metrics.ts';
import { readOtlpMetrics } from './otlp-metrics-body.ts';
import { parsePush } from './prometheus-push.ts';
import { PushGroups } from './push-groups.ts';
import { RefBook } from './ref-book.ts';
import { readRemoteWrite } from './remote-write-body.ts';
import { RemoteWriteNames } from './remote-write-names.ts';

type ReaderOf<Protocol> = BodyReader<Extract<BodyForm, { readonly protocol: Protocol }>>;

/**
 * Every protocol in which bodies of many readings come, by its name: one line each. What is made here lives as long as
 * the thread of the intake: it remembers the names of series from one body to the next.
 */
export const protocols: { readonly [P in BodyForm['protocol']]: () => ReaderOf<P> } = {
  influx(names = new InfluxNames()) {
    return ({ precision }, body, nowMs, points) => parseInflux(body, nowMs, precision, names, points);
  },
  many(book = new RefBook()) {
    return ({ type }, body, nowMs, points) => {
      const { readings, ...found } = manyParsers[type](body, nowMs);
      return { points: book.toColumns(readings, points), ...found };
    };
  },
  'remote-write'(names = new RemoteWriteNames()) {
    return ({ packing }, body, _nowMs, points) => readRemoteWrite(body, packing, names, points);
  },
  'otlp-metrics'(memory = createOtlpMemory()) {
    return ({ type }, body, nowMs, points) => readOtlpMetrics(body, type, memory, nowMs, points);
  },
  'prometheus-push'(groups = new PushGroups()) {
    return (push, body, nowMs, points) => parsePush(push, body, nowMs, groups, points);
  },
  messages(memory = createMessagesMemory()) {
    return (messages, body, _nowMs, points) => readMessages(messages, body, memory, points);
  },
  columns(book = new RefBook()) {
    return (form, body, _nowMs, points) => readColumns(form, body, book, points);
  },
};

/** Protocols whose bodies are read by one thread only, for what they mean depends on those before them. */
export const IN_ORDER: ReadonlySet<BodyForm['protocol']> = new Set(['otlp-metrics', 'prometheus-push']);
