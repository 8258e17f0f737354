import { z } from 'zod';

const Value = z.string().meta({ description: 'A number as text, also NaN, +Inf and -Inf.', example: '21.4' });
const Sample = z.tuple([z.number(), Value]).meta({ description: 'Seconds since 1970, and the value.' });
const LabelSet = z.record(z.string(), z.string());

const Warnings = z
  .array(z.string())
  .optional()
  .meta({ description: 'Such as: the rest was left out, due to the limit.' });
const success = <T extends z.ZodType>(data: T) => z.object({ status: z.literal('success'), data, warnings: Warnings });

const Data = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: LabelSet, value: Sample })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: LabelSet, values: z.array(Sample) })),
  }),
  z.object({ resultType: z.literal('scalar'), result: Sample }),
  z.object({ resultType: z.literal('string'), result: z.tuple([z.number(), z.string()]) }),
]);

const Metadata = z.object({ type: z.string(), help: z.string(), unit: z.string() });

/** Prometheus' HTTP API, as far as it is spoken here. */
export const prometheusSchemas = {
  QueryAnswer: success(Data),
  NamesAnswer: success(z.array(z.string())),
  SeriesAnswer: success(z.array(LabelSet)),
  MetadataAnswer: success(z.record(z.string(), z.array(Metadata))),
  TextAnswer: success(z.string()),
  BuildInfoAnswer: success(
    z.object({
      version: z.string().meta({ description: 'The version of Prometheus whose API this is.' }),
      revision: z.string().meta({ description: 'The version of Telltale.' }),
      ...{ branch: z.string(), buildUser: z.string(), buildDate: z.string(), goVersion: z.string() },
    }),
  ),
  PrometheusError: z.object({
    status: z.literal('error'),
    errorType: z.enum(['bad_data', 'execution', 'timeout', 'canceled', 'unavailable', 'unauthorized', 'forbidden']),
    error: z.string(),
  }),
} as const;
