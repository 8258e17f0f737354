import { z } from 'zod';
import { SETTINGS } from './config/settings.ts';
import type { KeepRule } from './history/retention/keep-rule.ts';
import type { ParsedKeepRule } from './history/retention/parse-keep-rules.ts';

const DAY_MS = 24 * 60 * 60_000;

const Environment = z.object(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['schema'];
  },
);

export type Config = ReturnType<typeof toConfig>;

export type ParsedConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/** Reads the environment once. Every wrong value is named; an empty text counts as not set. */
export function parseConfig(env: Readonly<Record<string, string | undefined>> = process.env): ParsedConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  const alone = halfOfTls(given);
  if (parsed.success && !alone) return { config: toConfig(parsed.data) };
  const wrong = (parsed.error?.issues ?? []).map(
    issue => `${String(issue.path[0])}=${JSON.stringify(given[String(issue.path[0])])} ${issue.message}`,
  );
  return { problems: alone ? [...wrong, alone] : wrong };
}

/** What is missing when only one of the two files is named. */
function halfOfTls(given: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = ['TELLTALE_TLS_CERT', 'TELLTALE_TLS_KEY'];
  const missing = names.filter(name => given[name] === undefined);
  if (missing.length !== 1) return undefined;
  const set = names.find(name => name !== missing[0])!;
  return `${set}=${JSON.stringify(given[set])} needs ${missing[0]} beside it: set both or none`;
}

function toConfig(env: z.infer<typeof Environment>) {
  return Object.freeze({
    host: env.TELLTALE_HOST,
    port: env.TELLTALE_PORT,
    dataDir: env.TELLTALE_DATA,
    publicUrl: env.TELLTALE_PUBLIC_URL,
    tls: toTls(env.TELLTALE_TLS_CERT, env.TELLTALE_TLS_KEY),
    setupCode: env.TELLTALE_SETUP_CODE,
    ingest: env.TELLTALE_INGEST,
    webhooksTo: env.TELLTALE_WEBHOOKS_TO,
    hasHostMetrics: env.TELLTALE_HOST_METRICS,
    maxStreams: env.TELLTALE_MAX_STREAMS,
    maxStreamsPerUser: env.TELLTALE_MAX_STREAMS_PER_USER,
    maxStreamsPerAddress: env.TELLTALE_MAX_STREAMS_PER_ADDRESS,
    maxNewSeriesPerMinute: env.TELLTALE_MAX_NEW_SERIES_PER_MINUTE,
    maxSeriesPerSender: env.TELLTALE_MAX_SERIES_PER_SENDER,
    keep: toKeep(env.TELLTALE_KEEP ?? [], env.TELLTALE_KEEP_DAYS * DAY_MS, env.TELLTALE_KEEP_HOURLY_DAYS * DAY_MS),
    keepLogs: { ms: env.TELLTALE_KEEP_LOGS_DAYS * DAY_MS, bytes: env.TELLTALE_KEEP_LOGS_MB * 1e6 },
    url: env.TELLTALE_URL,
    images: {
      keepDays: env.TELLTALE_IMAGES_KEEP_DAYS,
      keepCount: env.TELLTALE_IMAGES_KEEP_COUNT,
      keepMegabytes: env.TELLTALE_IMAGES_KEEP_MB,
      totalMegabytes: env.TELLTALE_IMAGES_TOTAL_MB,
      streamSeconds: env.TELLTALE_IMAGES_STREAM_SECONDS,
      maxMegabytes: env.TELLTALE_IMAGES_MAX_MB,
      maxMegapixels: env.TELLTALE_IMAGES_MAX_MEGAPIXELS,
    },
    token: env.TELLTALE_TOKEN,
    logLevel: env.TELLTALE_LOG_LEVEL,
  });
}

function toTls(certFile: string | undefined, keyFile: string | undefined) {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
}

function toKeep(some: readonly ParsedKeepRule[], readingsMs: number, hourlyMs: number): readonly KeepRule[] {
  const rules: readonly ParsedKeepRule[] = [...some, { pattern: '*', readingsMs }];
  return rules.map(rule => ({ ...rule, hourlyMs: rule.hourlyMs ?? hourlyMs }));
}
