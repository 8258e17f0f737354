import { z } from 'zod';
import { LEVELS } from '../../logs/log-line.ts';

const LogLine = z
  .object({
    seq: z.int().meta({ description: 'Its number, by which it is found for good: `?line=`.' }),
    time: z.iso.datetime(),
    stream: z.string(),
    level: z.enum(LEVELS as [string, ...string[]]),
    text: z.string().meta({ description: 'As it was sent, ANSI escapes included; a stack trace is one text.' }),
    fields: z.record(z.string(), z.string()),
  })
  .meta({ description: 'One line of a log.' });

/** Logs, as they are sent and looked at. */
export const logSchemas = {
  LogLine,
  LogAnswer: z.object({
    ok: z.literal(true),
    stream: z.string(),
    accepted: z.int(),
    refused: z.int(),
    reasons: z.array(z.string()).meta({ description: 'Why lines were refused, the first reasons.' }),
  }),
  LogError: z.object({
    ok: z.literal(false).optional(),
    error: z.string(),
    accepted: z.int().optional(),
    refused: z.int().optional(),
    reference: z.string().optional(),
  }),
  LokiPush: z.object({
    streams: z.array(
      z.object({
        stream: z.record(z.string(), z.string()),
        values: z.array(z.array(z.union([z.string(), z.record(z.string(), z.string())]))),
      }),
    ),
  }),
  OtlpLogs: z.object({ resourceLogs: z.array(z.record(z.string(), z.unknown())) }),
  OtlpAnswer: z.object({
    partialSuccess: z.object({ rejectedLogRecords: z.string(), errorMessage: z.string() }).optional(),
  }),
  Logs: z.union([
    z.object({
      lines: z.array(LogLine).meta({ description: 'The newest last.' }),
      before: z.string().optional().meta({ description: 'There are older ones: send it back as `before`.' }),
      searchedFrom: z.iso.datetime().optional().meta({ description: 'The search took long, and ended here.' }),
    }),
    z.object({ before: z.array(LogLine), line: LogLine, after: z.array(LogLine) }),
  ]),
} as const;
