import { z } from 'zod';
import { jobLimits } from '../../jobs/runs/job-limits.ts';

const Moment = z.number().meta({ description: 'Milliseconds since 1970 UTC.' });

const JobRun = z
  .object({
    number: z.int().meta({ description: '1, 2, ... in its job.' }),
    runId: z.string().optional(),
    status: z.enum(['running', 'ok', 'failed', 'lost']),
    startMs: Moment,
    endMs: Moment.optional(),
    durationMs: z.number().optional().meta({ description: 'Not there where only the end was told.' }),
    heardMs: Moment,
    awayMs: z.number().meta({ description: 'How much of its silence the server did not listen.' }),
    percent: z.number().optional(),
    done: z.number().optional(),
    total: z.number().optional(),
    message: z.string(),
    exitCode: z.int().optional(),
    reason: z.string(),
    isSuperseded: z.boolean().meta({ description: 'Another run began without its end.' }),
    labels: z.record(z.string(), z.string()),
  })
  .meta({ description: 'One run of a job.' });

const JobSetting = z
  .object({
    schedule: z.union([
      z.object({ kind: z.enum(['learned', 'none']) }),
      z.object({ kind: z.literal('every'), everyMs: z.number() }),
      z.object({ kind: z.literal('cron'), pattern: z.string(), timeZone: z.string() }),
    ]),
    lateAfterMs: z.number().optional(),
    lostAfterMs: z.number().optional(),
    isPaused: z.boolean(),
    description: z.string(),
  })
  .meta({ description: 'What people set for a job.' });

const job = {
  name: z.string().max(jobLimits.nameChars),
  createdMs: Moment,
  heardMs: Moment,
  state: z.enum(['new', 'running', 'ok', 'failed', 'late', 'lost', 'paused']),
  sinceMs: Moment,
  run: JobRun.optional().meta({ description: 'The newest that runs, else the newest.' }),
  expectedEndMs: Moment.optional(),
  running: z.int(),
  usualMs: z.number().optional().meta({ description: 'What a run that ends well takes, usually.' }),
  dueMs: Moment.optional().meta({ description: 'When the next run should start.' }),
  learnedEveryMs: z.number().optional(),
  lateAfterMs: z.number().optional(),
  lostAfterMs: z.number(),
  unwatchedMs: Moment.optional().meta({ description: 'A start that was due then is not judged: the server was away.' }),
  durationsMs: z.array(z.number()),
  setting: JobSetting,
};

const SignalFields = z
  .object({
    state: z.enum(['start', 'running', 'done', 'fail', 'log']).optional(),
    percent: z.number().optional(),
    done: z.number().optional(),
    total: z.number().optional(),
    message: z.string().optional(),
    exitCode: z.int().optional(),
    run: z.union([z.string(), z.number()]).optional(),
  })
  .meta({ description: 'What a job says; or a text, as a line.' });

/** What jobs say, and how they stand. */
export const jobSchemas = {
  JobRun,
  JobSetting,
  JobSignal: z.union([SignalFields, z.string(), z.array(z.union([SignalFields, z.string()]))]),
  JobAnswer: z
    .object({
      ok: z.boolean(),
      error: z.string().optional(),
      job: z.string(),
      accepted: z.int(),
      refused: z.int(),
      problems: z.array(z.object({ line: z.int().optional(), reason: z.string() })),
      notes: z.array(z.string()).meta({ description: 'What was taken, but does not count.' }),
      new: z.boolean(),
      run: JobRun.optional(),
      leftMs: z.number().optional().meta({ description: 'Until its expected end.' }),
      cutShort: z.boolean().optional().meta({ description: 'The server ended the connection: connect again.' }),
    })
    .meta({ description: 'What became of it.' }),
  Jobs: z.object({ jobs: z.array(z.object(job)) }),
  Job: z.object({ ...job, runs: z.array(JobRun) }).meta({ description: 'A job with its newest runs.' }),
  JobOutput: z.object({
    job: z.string(),
    run: JobRun,
    lines: z.array(z.object({ number: z.int(), atMs: Moment, text: z.string() })),
  }),
} as const;
