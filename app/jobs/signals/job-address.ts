import { HttpError } from '../../http/http-error.ts';
import { jobLimits } from '../runs/job-limits.ts';
import type { Speaker } from '../runs/signal.ts';
import { parseJobName } from './parse-job-name.ts';
import { parseRunId } from './parse-run-id.ts';

/** Not labels: the value of a GET, how lines are read, the run, tokens. */
const RESERVED: ReadonlySet<string> = new Set(['v', 'as', 'run', 'rid', 'k', 'p', 'create']);

/** Who speaks, by the address: the job, `run=` or `rid=` for its run, and every other parameter as a label. Refuses with 400. */
export function parseJobAddress(name: string, query: URLSearchParams): Speaker {
  const runId = query.get('run') ?? query.get('rid');
  return {
    job: requireValid(parseJobName(name)),
    ...(runId !== null && { runId: requireValid(parseRunId(runId)) }),
    labels: parseLabels(query),
  };
}

function parseLabels(query: URLSearchParams): Record<string, string> {
  const pairs = [...query].filter(([name]) => !RESERVED.has(name));
  if (pairs.length > jobLimits.labelsPerRun)
    throw new HttpError(400, `refused: a run has at most ${jobLimits.labelsPerRun} labels; leave some out.`);
  const labels: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) {
    if (!/^[a-zA-Z_]\w*$/.test(name) || name.startsWith('__') || name.length > jobLimits.labelChars)
      throw new HttpError(400, `refused: "${name.slice(0, 40)}" is no label name: use letters a-z, digits and _.`);
    if (value.length > jobLimits.labelChars)
      throw new HttpError(400, `refused: the value of ${name} has more than ${jobLimits.labelChars} characters.`);
    labels[name] = value;
  }
  return { ...labels };
}

function requireValid<T>(checked: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (checked.ok) return checked.value;
  throw new HttpError(400, `refused: ${checked.reason}`);
}
