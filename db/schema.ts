import { integer, primaryKey, sqliteTable, text } from './drizzle.ts';

/** The tables of `state.db` as drizzle sees them. The truth is in `migrations/state`; columns say their units. */

export const person = sqliteTable('person', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  passwordHash: text('password_hash'),
  createdMs: integer('created_ms').notNull(),
});

export const session = sqliteTable('session', {
  hash: text('hash').primaryKey(),
  personId: integer('person_id').notNull(),
  createdMs: integer('created_ms').notNull(),
  seenMs: integer('seen_ms').notNull(),
  expiresMs: integer('expires_ms').notNull(),
  userAgent: text('user_agent').notNull(),
  address: text('address').notNull(),
});

export const token = sqliteTable('token', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  hash: text('hash').notNull(),
  hint: text('hint').notNull(),
  scope: text('scope', { enum: ['ingest', 'read', 'admin'] }).notNull(),
  createdMs: integer('created_ms').notNull(),
  usedMs: integer('used_ms'),
});

export const setupCode = sqliteTable('setup_code', {
  hash: text('hash').primaryKey(),
  expiresMs: integer('expires_ms').notNull(),
});

export const dashboard = sqliteTable('dashboard', {
  id: integer('id').primaryKey(),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  definition: text('definition').notNull(),
  version: integer('version').notNull(),
  createdMs: integer('created_ms').notNull(),
  updatedMs: integer('updated_ms').notNull(),
});

export const seriesUnit = sqliteTable('series_unit', {
  key: text('key').primaryKey(),
  unit: text('unit').notNull(),
});

export const senderNote = sqliteTable(
  'sender_note',
  {
    kind: text('kind', { enum: ['sender', 'door'] }).notNull(),
    key: text('key').notNull(),
    facts: text('facts').notNull(),
  },
  table => [primaryKey({ columns: [table.kind, table.key] })],
);
export const webhook = sqliteTable('webhook', {
  topic: text('topic').primaryKey(),
  secret: text('secret'),
  mapping: text('mapping'),
  updatedMs: integer('updated_ms').notNull(),
});

export const fact = sqliteTable('fact', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

export const outbox = sqliteTable('outbox', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  atMs: integer('at_ms').notNull(),
  topic: text('topic').notNull(),
  key: text('key').notNull(),
});

export const jobSetting = sqliteTable('job_setting', {
  name: text('name').primaryKey(),
  schedule: text('schedule').notNull(),
  lateAfterMs: integer('late_after_ms'),
  lostAfterMs: integer('lost_after_ms'),
  isPaused: integer('is_paused', { mode: 'boolean' }).notNull(),
  description: text('description').notNull(),
  updatedMs: integer('updated_ms').notNull(),
});

export const dashboardFile = sqliteTable('dashboard_file', {
  slug: text('slug').primaryKey(),
  file: text('file').notNull(),
  definition: text('definition').notNull(),
});

export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  atMs: integer('at_ms').notNull(),
  who: text('who').notNull(),
  from: text('came_from').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull(),
  outcome: text('outcome', { enum: ['done', 'begun', 'refused', 'failed'] }).notNull(),
});

export const controlPress = sqliteTable('control_press', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  atMs: integer('at_ms').notNull(),
  slug: text('slug').notNull(),
  panel: text('panel').notNull(),
  who: text('who').notNull(),
  value: text('value').notNull(),
  wire: text('wire').notNull(),
  sends: text('sends').notNull(),
  outcome: text('outcome', { enum: ['waiting', 'sent', 'failed', 'lost'] }).notNull(),
  result: text('result').notNull(),
});
