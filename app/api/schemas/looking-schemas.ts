import { z } from 'zod';
import { DashboardDefinition, PanelDefinition } from '../../dashboards/definition.ts';
import { notes } from '../../senders/notes.ts';

const Series = z
  .object({
    key: z.string().meta({ description: 'Names the series, as Prometheus writes it.' }),
    metric: z.string(),
    labels: z.record(z.string(), z.string()),
    unit: z.string().optional(),
    createdMs: z.int(),
    atMs: z.int().meta({ description: 'When the newest reading was taken.' }),
    value: z.number().meta({ description: 'The newest reading.' }),
    intervalMs: z.number().optional().meta({ description: 'How far apart readings usually are.' }),
  })
  .meta({ description: 'A series with its newest reading. Times are milliseconds since 1970.' });

/** What arrives beside readings. */
const Named = {
  name: z.string(),
  atMs: z.int().meta({ description: 'When the newest came.' }),
  href: z.string().meta({ description: 'Where it is shown.' }),
};

const Token = z.object({
  id: z.int(),
  name: z.string(),
  hint: z.string().meta({ description: 'How it begins.' }),
  scope: z.enum(['ingest', 'read', 'admin']),
  usedMs: z.int().nullable(),
});

const Session = z.object({ userAgent: z.string(), address: z.string(), seenMs: z.int(), isThis: z.boolean() });

const Label = z.object({ name: z.string(), values: z.int(), isMore: z.boolean() });

/** What is read back from pages that programs read, too. */
export const lookingSchemas = {
  Series,
  SeriesDetail: Series.extend({
    type: z.string().optional(),
    help: z.string().optional(),
  }).meta({ description: 'A series with what is known of its metric.' }),
  FoundSeries: z.object({ series: z.array(Series) }),
  Home: z.object({
    inbox: z
      .array(
        z.discriminatedUnion('kind', [
          Series.extend({ kind: z.literal('reading') }),
          z.object({ ...Named, kind: z.literal('log'), level: z.string(), text: z.string() }),
          z.object({ ...Named, kind: z.literal('image'), width: z.int(), height: z.int() }),
          z.object({
            ...{ ...Named, kind: z.literal('job'), state: z.string() },
            ...{ percent: z.number().optional(), message: z.string().optional() },
          }),
          z.object({ ...Named, kind: z.literal('event'), title: z.string(), message: z.string() }),
        ]),
      )
      .meta({ description: 'What no dashboard shows, each with its newest.' }),
    dashboards: z.array(
      z.object({ slug: z.string(), title: z.string(), subtitle: z.string().optional(), href: z.string() }),
    ),
  }),
  Hosts: z.object({
    hosts: z.array(
      z.object({
        name: z.string(),
        isServer: z.boolean().meta({ description: 'The machine that the server runs on.' }),
        href: z.string().optional().meta({ description: 'Its dashboard.' }),
        state: z.enum(['live', 'late', 'silent']),
        seenMs: z.int().meta({ description: 'When its newest reading was taken, in milliseconds since 1970.' }),
        cpuPercent: z.number().optional(),
        memoryPercent: z.number().optional(),
        memoryTotalBytes: z.number().optional(),
        disk: z
          .object({ mount: z.string(), usedPercent: z.number() })
          .optional()
          .meta({ description: 'The file system that is the fullest.' }),
        receivedBytesPerSecond: z.number().optional(),
        sentBytesPerSecond: z.number().optional(),
        load: z.number().optional(),
        uptimeSeconds: z.number().optional(),
        system: z.string().optional(),
        version: z.string().optional().meta({ description: 'Of the Telltale that sends.' }),
      }),
    ),
  }),
  PanelDefinition,
  DashboardDefinition,
  Settings: z.object({
    person: z.object({ name: z.string(), hasPassword: z.boolean() }).optional(),
    tokens: z.array(Token),
    sessions: z.array(Session),
    series: z.object({
      series: z.int(),
      maxSeries: z.int(),
      maxSeriesPerSender: z.int(),
      metrics: z.array(z.object({ metric: z.string(), series: z.int(), label: Label.optional() })),
      senders: z.array(z.object({ id: z.string(), series: z.int() })),
    }),
    dashboardFiles: z
      .array(
        z.object({
          ...{ file: z.string(), slug: z.string() },
          standing: z.enum(['agrees', 'newer', 'edited', 'deleted', 'conflict', 'gone']),
        }),
      )
      .meta({ description: 'Dashboards that lie as files in the data folder, and how both stand to each other.' }),
    server: z
      .object({
        files: z.array(z.object({ name: z.string(), sizeBytes: z.int() })),
        troubles: z.array(
          z.object({ status: z.enum(['warn', 'crit']), what: z.string(), sinceMs: z.number(), cure: z.string() }),
        ),
      })
      .catchall(z.unknown())
      .meta({ description: 'Files, troubles, and facts in words.' }),
  }),
  Senders: z.object({
    senders: z.array(notes.sender.extend({ perSecond: z.number() })),
    turnedAway: z.array(notes.door),
  }),
  Refusal: z
    .object({
      error: z.string().meta({ description: 'A sentence that says what to do.' }),
      reference: z
        .string()
        .optional()
        .meta({ description: 'Of a fault of the server: the trace id, which is in its log.' }),
    })
    .meta({ description: 'What is answered in place of what was asked for.' }),
} as const;
