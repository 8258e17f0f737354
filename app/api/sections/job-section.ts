import { z } from 'zod';
import { jobLimits } from '../../jobs/runs/job-limits.ts';
import { routes } from '../../routes.ts';
import type { Answer, Contents, Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const { json, text, events } = mediaTypes;

const name: Parameter = {
  name: 'name',
  place: 'path',
  about: 'Of the job: letters of any script, digits and `. _ : @ + -`. It is there from its first signal on.',
  schema: z.string().max(jobLimits.nameChars),
  isRequired: true,
  example: 'nightly',
};

const run: Parameter = {
  name: 'run',
  place: 'query',
  about: 'What you call this run, where runs overlap; `rid` means the same.',
  schema: z.string().max(jobLimits.runIdChars),
};

const labels: Parameter = {
  name: 'labels',
  place: 'query',
  about: `Every other parameter is a label of the run, such as \`host=web1\`; at most ${jobLimits.labelsPerRun}.`,
  schema: z.record(z.string(), z.string()),
};

const answers: readonly Answer[] = [
  {
    status: 200,
    about: 'It is kept, and on disk. A sentence, or JSON for `Accept: application/json`.',
    contents: {
      [text]: { schema: z.string(), example: 'ok nightly 42 % (run 7, 3 min 10 s left)\n' },
      [json]: { schema: schemas.JobAnswer },
    },
  },
  {
    status: 400,
    about: 'Nothing could be kept; the answer says why.',
    contents: { [text]: { schema: z.string() }, [json]: { schema: schemas.JobAnswer } },
  },
];

const signal: Endpoint = {
  id: 'signalJob',
  route: routes.jobSignal,
  methods: ['POST', 'PUT'],
  summary: 'Say how a job goes',
  about:
    'Lines: `start`, `42/100`, `37%`, `log` and a line of output, `done`, `fail 3 disk full`, `exit 0`; anything else is words about what it does now. A body may have many lines, and need not end: each line counts as it comes.',
  right: 'ingest',
  parameters: [
    name,
    run,
    {
      name: 'as',
      place: 'query',
      about: '`log`: every line is one of output, whatever it says.',
      schema: z.literal('log'),
    },
    labels,
  ],
  body: {
    [text]: { schema: z.string(), example: '42/100 copying' },
    [json]: { schema: schemas.JobSignal, example: { done: 42, total: 100, message: 'copying' } },
  },
  answers,
  refusals: { sentence: [401, 403, 415, 503] },
  examples: [
    { method: 'POST', href: routes.jobSignal.href({ name: 'nightly' }), body: 'start' },
    { method: 'PUT', href: routes.jobSignal.href({ name: 'nightly' }, { host: 'web1' }), accept: json, body: '42/100' },
    {
      method: 'POST',
      href: routes.jobSignal.href({ name: 'etl' }, { run: 'build-112' }),
      contentType: json,
      body: '[{"state": "start"}, {"percent": 37, "message": "copying"}]',
    },
  ],
};

const signalByGet: Endpoint = {
  id: 'signalJobByGet',
  route: routes.jobSignal,
  methods: ['GET'],
  summary: 'Say how a job goes from a device that can only GET',
  about: 'The line is in the address. A HEAD sends nothing, and is answered 405.',
  right: 'ingest',
  parameters: [
    name,
    { name: 'v', place: 'query', about: 'The line.', schema: z.string(), isRequired: true, example: '42/100' },
    run,
    labels,
  ],
  answers,
  refusals: { sentence: [401, 403, 503] },
  examples: [{ method: 'GET', href: routes.jobSignal.href({ name: 'nightly' }, { v: 'done' }) }],
};

const pinged: readonly Answer[] = [
  { status: 200, about: 'It is kept, and on disk.', contents: { [text]: { schema: z.string(), example: 'OK' } } },
];

const ping: Endpoint = {
  id: 'ping',
  route: routes.ping,
  methods: ['GET', 'POST'],
  summary: 'Say that a run ended well, as Healthchecks is told',
  about: 'The body, if there is one, is kept as the last lines of its output. HEAD counts, too.',
  right: 'ingest',
  parameters: [name, run],
  answers: pinged,
  refusals: { sentence: [400, 401, 403, 413, 415, 503] },
  examples: [
    { method: 'POST', href: routes.ping.href({ name: 'backup' }), body: 'copied 214 files' },
    { method: 'GET', href: routes.ping.href({ name: 'backup' }) },
  ],
};

const pingWith: Endpoint = {
  id: 'pingWith',
  route: routes.pingWith,
  methods: ['GET', 'POST'],
  summary: 'Say that a run started or how it ended, as Healthchecks is told',
  about: '`start`, `fail`, `log` (its output alone), or the exit code from 0 to 255.',
  right: 'ingest',
  parameters: [
    name,
    { name: 'what', place: 'path', about: 'See above.', schema: z.string(), isRequired: true, example: 'start' },
    run,
  ],
  answers: pinged,
  refusals: { sentence: [400, 401, 403, 404, 413, 415, 503] },
  examples: [
    { method: 'POST', href: routes.pingWith.href({ name: 'backup', what: 'start' }, { rid: 'a3' }), body: 'begun' },
    { method: 'GET', href: routes.pingWith.href({ name: 'backup', what: '3' }, { rid: 'a3' }) },
  ],
};

const found = (contents: Contents): readonly Answer[] => [
  { status: 200, about: 'In the form that `Accept` asks for.', contents },
];

const jobs: Endpoint = {
  id: 'jobs',
  route: routes.jobs,
  methods: ['GET'],
  summary: 'All jobs, what needs a look first',
  right: 'read',
  parameters: [{ name: 'q', place: 'query', about: 'Words in the name or the description.', schema: z.string() }],
  answers: found({
    [json]: { schema: schemas.Jobs },
    [text]: { schema: z.string() },
    [events]: { schema: z.string() },
  }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.jobs.href(), accept: json }],
};

const job: Endpoint = {
  id: 'job',
  route: routes.job,
  methods: ['GET'],
  summary: 'A job with its newest runs',
  right: 'read',
  parameters: [name],
  answers: found({ [json]: { schema: schemas.Job }, [text]: { schema: z.string() }, [events]: { schema: z.string() } }),
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.job.href({ name: 'nightly' }), accept: json }],
};

const jobRun: Endpoint = {
  id: 'jobRun',
  route: routes.jobRun,
  methods: ['GET'],
  summary: 'A run with its output',
  right: 'read',
  parameters: [
    name,
    { name: 'number', place: 'path', about: 'Of the run.', schema: z.int(), isRequired: true, example: 1 },
  ],
  answers: found({ [json]: { schema: schemas.JobOutput }, [text]: { schema: z.string() } }),
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.jobRun.href({ name: 'backup', number: 1 }), accept: json }],
};

export const jobSection: Section = {
  id: 'jobs-section',
  title: 'Jobs',
  about: 'What runs, and how it goes. What was answered is on disk.',
  endpoints: [signal, signalByGet, ping, pingWith, jobs, job, jobRun],
};
