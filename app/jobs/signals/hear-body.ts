import { readBody, readJson } from '../../http/body.ts';
import { readEndlessBody } from '../../http/endless-body.ts';
import { HttpError } from '../../http/http-error.ts';
import type { StreamGate, StreamOwner } from '../../http/stream-gate.ts';
import { jsonText } from '../../ingest/json-text.ts';
import { jobLimits } from '../runs/job-limits.ts';
import type { Jobs } from '../runs/jobs.ts';
import type { Signal, Speaker } from '../runs/signal.ts';
import { LineGatherer } from './line-gatherer.ts';
import { LineSplitter, type SplitLine } from './line-splitter.ts';
import { parseJson } from './parse-json.ts';
import { parseLine } from './parse-line.ts';
import { parseRunId } from './parse-run-id.ts';
import { addProblem, addTaken, type Hearing, NOTHING_HEARD } from './tell-taken.ts';

/** A body of at most so many bytes that says its length is read whole; every other one line by line, as it comes. */
const WHOLE_BYTES = 1024 * 1024;

export interface Heard {
  readonly hearing: Hearing;
  /** The server ended the reading: the sender should connect anew. */
  readonly isCutShort: boolean;
}

export interface HearOptions {
  readonly jobs: Pick<Jobs, 'take'>;
  readonly gate: StreamGate;
  readonly owner: StreamOwner;
  readonly signal: AbortSignal;
  /** `log`: every line is one of output, whatever it says. */
  readonly as: 'signals' | 'log';
}

/** Hears what a body says: JSON, or lines. One that does not end is heard as it comes, for as long as it may stay. */
export async function hearBody(request: Request, speaker: Speaker, options: HearOptions): Promise<Heard> {
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    return { hearing: await hearJson(await readJson(request, options.signal), speaker, options), isCutShort: false };
  const length = request.headers.get('content-length');
  if (length === null || Number(length) > WHOLE_BYTES) return hearStream(request, speaker, options);
  const limits = { receivedBytes: WHOLE_BYTES, plainBytes: WHOLE_BYTES, plainPerReceivedByte: 1000 };
  const body = await readBody(request, limits, options.signal);
  const splitter = new LineSplitter();
  const lines = [...splitter.push(body), ...splitter.end()];
  return { hearing: await hearLines(lines, speaker, options, NOTHING_HEARD), isCutShort: false };
}

async function hearStream(request: Request, speaker: Speaker, options: HearOptions): Promise<Heard> {
  const ticket = options.gate.enter(options.owner, 'sender');
  if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
  const splitter = new LineSplitter();
  let hearing = NOTHING_HEARD;
  const gatherer = new LineGatherer(async lines => {
    hearing = await hearLines(lines, speaker, options, hearing);
  });
  try {
    for await (const piece of readEndlessBody(request, AbortSignal.any([options.signal, ticket.signal])))
      await gatherer.push([...splitter.push(piece)]);
    await gatherer.push([...splitter.end()]);
    await gatherer.end();
    return { hearing, isCutShort: false };
  } catch (error) {
    await gatherer.end();
    if (!ticket.signal.aborted) throw error;
    return { hearing, isCutShort: true };
  } finally {
    ticket.leave();
  }
}

async function hearLines(lines: readonly SplitLine[], speaker: Speaker, { jobs, as }: HearOptions, before: Hearing) {
  let hearing = before;
  let signals: Signal[] = [];
  const flush = async () => {
    if (signals.length === 0) return;
    hearing = addTaken(hearing, await jobs.take(speaker, signals), signals.length);
    signals = [];
  };
  for (const { number, text } of lines) {
    const parsed = text === undefined ? NO_TEXT : as === 'log' ? logLine(text) : parseLine(text);
    if (parsed.ok) signals.push(parsed.value);
    else hearing = addProblem(hearing, { ...(lines.length > 1 && { line: number }), reason: parsed.reason });
    if (signals.length >= jobLimits.signalsPerCall) await flush();
  }
  await flush();
  return hearing;
}

const NO_TEXT = { ok: false, reason: 'this is no text; send UTF-8.' } as const;

function logLine(text: string) {
  return { ok: true, value: { kind: 'log', text: text.trimEnd() } } as const;
}

/** An object, a text, or a list of them; each may name its run. */
async function hearJson(body: unknown, speaker: Speaker, { jobs }: HearOptions): Promise<Hearing> {
  const elements = Array.isArray(body) ? body : [body];
  if (elements.length > jobLimits.signalsPerCall)
    throw new HttpError(413, `refused: a list has at most ${jobLimits.signalsPerCall} elements; send it in pieces.`);
  let hearing = NOTHING_HEARD;
  for (const [i, element] of elements.entries()) {
    const place = Array.isArray(body) ? { line: i + 1 } : {};
    const parsed = parseJson(element);
    const named = parsed.ok ? nameRun(speaker, parsed.value.run) : parsed;
    if (!parsed.ok || !named.ok)
      hearing = addProblem(hearing, { ...place, reason: (named as { reason: string }).reason });
    else hearing = addTaken(hearing, await jobs.take(named.value, [parsed.value.signal]), 1);
  }
  return hearing;
}

function nameRun(speaker: Speaker, run: unknown) {
  if (run === undefined || run === null) return { ok: true, value: speaker } as const;
  const parsed = parseRunId(jsonText(run));
  return parsed.ok ? ({ ok: true, value: { ...speaker, runId: parsed.value } } as const) : parsed;
}
