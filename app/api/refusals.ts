import { z } from 'zod';
import { bodyLimits } from '../ingest/limits.ts';
import { queryLimits } from '../promql/query-limits.ts';
import type { Contents, RefusalForm } from './endpoint.ts';
import { mediaTypes } from './media-types.ts';
import { schemas } from './schemas/schemas.ts';

const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`;

/** What a status means, wherever it is answered. */
export const refusals: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read. The sentence says what is wrong, where, and what to write instead.',
  401: 'No token came, or one that is not known. A browser that goes to a page is led to sign in instead, with 303.',
  403: 'The token may not do this; or a page of another site asked.',
  404: 'There is nothing of that name.',
  406: 'It cannot be had in the form that `Accept` asks for.',
  413: `The body has more than ${mebibytes(bodyLimits.receivedBytes)}, or ${mebibytes(bodyLimits.plainBytes)} when it is unpacked. Nothing of it was kept: send it in smaller pieces.`,
  415: 'The `Content-Encoding` is not known. `Accept-Encoding` of the answer names those that are.',
  422: 'The query can be read, but no answer came of it: it costs too much, or its sides do not fit.',
  503: `Too much waits, a disk is full, or a query took longer than it may (${queryLimits.timeoutMs / 1000} s, or its \`timeout\`). Send it again after \`Retry-After\` seconds, where that is given.`,
};

/** What holds for every address, so that it is not said with each. */
export const everywhere: readonly (readonly [status: string, about: string])[] = [
  ['405', 'The method is not possible there; `Allow` names those that are.'],
  ['421', 'The server does not go by the name in `Host`: set TELLTALE_PUBLIC_URL to the address that people use.'],
  ['429', 'Only who tries to sign in again and again is told this. Who sends readings never is: that would lose data.'],
  ['500', 'A fault of the server. `reference` is the trace id, under which the log has it.'],
];

/** The bodies in which a refusal is said. */
export const refusalContents: Readonly<Record<RefusalForm, Contents>> = {
  sentence: sentenceOr(schemas.Refusal),
  sending: sentenceOr(schemas.SendingError),
  influx: { [mediaTypes.json]: { schema: schemas.InfluxError } },
  influx2: { [mediaTypes.json]: { schema: schemas.Influx2Error } },
  influx3: { [mediaTypes.json]: { schema: schemas.Influx3Error } },
  log: sentenceOr(schemas.LogError),
  otlp: { [mediaTypes.json]: { schema: schemas.OtlpStatus }, [mediaTypes.protobuf]: { schema: z.string() } },
  prometheus: { [mediaTypes.json]: { schema: schemas.PrometheusError } },
};

function sentenceOr(schema: z.ZodType): Contents {
  return { [mediaTypes.text]: { schema: z.string() }, [mediaTypes.json]: { schema } };
}
