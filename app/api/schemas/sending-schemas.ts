import { z } from 'zod';
import { limits } from '../../ingest/limits.ts';

const Metric = z
  .string()
  .min(1)
  .meta({ description: `At most ${limits.metricNameBytes} bytes.`, example: 'temperature' });
const Moment = z.union([z.number(), z.string()]).meta({
  description: 'Seconds, ms, µs or ns since 1970, told by the size; or ISO 8601. Left out: now.',
});
const OtherMoment = Moment.optional().meta({ description: 'The same as `t`; only one of them may be given.' });
const Labels = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).meta({
  description: `At most ${limits.labelsPerSeries}; a name has at most ${limits.labelNameBytes} bytes, a value ${limits.labelValueBytes}.`,
});
const Shared = {
  t: Moment.optional(),
  ...{ time: OtherMoment, timestamp: OtherMoment },
  labels: Labels.optional(),
  unit: z.string().optional(),
};

const Reading = z
  .object({ metric: Metric, value: z.union([z.number(), z.boolean()]), ...Shared })
  .meta({ description: 'One reading, its metric by name.' });

const ShortReadings = z
  .object(Shared)
  .catchall(z.union([z.number(), z.boolean(), z.null()]))
  .meta({
    description:
      'Readings of one moment: each further key is a metric, with a number, true or false. `null`: there is no reading.',
  });

const ManyAnswer = z
  .object({
    ok: z.boolean(),
    error: z.string().optional(),
    accepted: z.int(),
    refused: z.int(),
    created: z.int().meta({ description: 'Series that have just come to be.' }),
    problems: z
      .array(z.object({ line: z.int(), column: z.int(), reason: z.string() }))
      .meta({ description: `The first ${limits.problemsKept} places that could not be read.` }),
    refusals: z.array(z.string()).meta({ description: 'The first readings that could be read but not kept, and why.' }),
  })
  .meta({ description: 'What became of many readings.' });

const SendingError = z
  .object({ ok: z.literal(false).optional(), error: z.string(), reference: z.string().optional() })
  .meta({ description: 'Why nothing was kept.' });

/** What is sent, and what is answered to it. */
export const sendingSchemas = {
  Reading,
  ShortReadings,
  ReadingsBody: z.union([Reading, ShortReadings, z.array(z.union([Reading, ShortReadings]))]),
  OneAnswer: z
    .object({
      ok: z.literal(true),
      series: z.string().meta({ description: 'As Prometheus writes it.' }),
      value: z.number(),
      unit: z.string().optional(),
      atMs: z.int().meta({ description: 'Milliseconds since 1970.' }),
      new: z.boolean().meta({ description: 'The series has just come to be.' }),
    })
    .meta({ description: 'The reading as it was kept.' }),
  ManyAnswer,
  SendingError,
  ManyError: z.union([ManyAnswer, SendingError]).meta({ description: 'Why nothing of many readings was kept.' }),
  InfluxError: z.object({ error: z.string() }).meta({ description: 'As InfluxDB 1 says it.' }),
  Influx2Error: z
    .object({
      code: z.enum(['invalid', 'unauthorized', 'forbidden', 'request too large', 'unavailable', 'internal error']),
      message: z.string(),
    })
    .meta({ description: 'As InfluxDB 2 says it.' }),
  Influx3Error: z
    .object({
      error: z.string(),
      data: z.array(z.object({ line_number: z.int(), error_message: z.string() })).optional(),
    })
    .meta({ description: 'As InfluxDB 3 says it, with the first bad lines.' }),
  OtlpAnswer: z
    .object({
      partialSuccess: z
        .object({
          rejectedDataPoints: z.string().optional(),
          rejectedSpans: z.string().optional(),
          errorMessage: z.string(),
        })
        .optional(),
    })
    .meta({ description: 'Empty when all is kept.' }),
  OtlpStatus: z.object({ code: z.int(), message: z.string() }).meta({ description: 'A `google.rpc.Status`.' }),
  InfluxHealth: z.object({
    name: z.string(),
    message: z.string(),
    status: z.literal('pass'),
    checks: z.array(z.unknown()),
    version: z.string(),
    commit: z.string(),
  }),
  InfluxResults: z.object({ results: z.array(z.object({ statement_id: z.int() })) }),
} as const;
