import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { HttpError } from '../../http/http-error.ts';
import type { PatternRouter } from '../../http/router.ts';
import type { StreamGate } from '../../http/stream-gate.ts';
import { routes } from '../../routes.ts';
import { noteDelivery } from '../../senders/delivery.ts';
import type { Jobs } from '../runs/jobs.ts';
import { type Heard, type HearOptions, hearBody } from './hear-body.ts';
import { parseJobAddress } from './job-address.ts';
import { parseLine } from './parse-line.ts';
import { mountPing } from './ping-routes.ts';
import { addProblem, addTaken, type Hearing, NOTHING_HEARD, tellTaken } from './tell-taken.ts';

export interface SignalRoutesOptions {
  readonly guard: Guard;
  readonly jobs: Jobs;
  readonly gate: StreamGate;
  readonly addressOf: (request: Request) => string;
  readonly now: () => number;
}

interface SignalCtx {
  readonly request: Request;
  readonly params: { readonly name: string };
  readonly url: URL;
  readonly signal: AbortSignal;
}

/** Every address at which jobs speak. */
export function mountSignals(router: PatternRouter, options: SignalRoutesOptions): void {
  const { guard, jobs, gate, addressOf, now } = options;

  const hear = guard.ingest(async ({ request, params, url, signal }: SignalCtx, who) => {
    const speaker = parseJobAddress(params.name, url.searchParams);
    const owner = { user: userOf(who), address: addressOf(request) };
    const heard = await hearBody(request, speaker, { jobs, gate, owner, signal, as: readAs(url) });
    return respond(request, speaker.job, heard);
  });

  const hearGet = guard.ingest(async ({ request, params, url }: SignalCtx) => {
    // What only looks, such as a preview of a link, must not write.
    if (request.method === 'HEAD')
      throw new HttpError(405, 'HEAD sends nothing; use GET, POST or PUT.', { headers: { Allow: 'GET, POST, PUT' } });
    const speaker = parseJobAddress(params.name, url.searchParams);
    const text = url.searchParams.get('v');
    if (!text?.trim())
      throw new HttpError(400, 'refused: a GET says it in the address: ?v=start, ?v=42/100, ?v=done or ?v=fail+3.');
    const parsed = parseLine(text.replace(/[\r\n]+/g, ' '));
    const hearing = parsed.ok
      ? addTaken(NOTHING_HEARD, await jobs.take(speaker, [parsed.value]), 1)
      : addProblem(NOTHING_HEARD, parsed);
    return respond(request, speaker.job, { hearing, isCutShort: false });
  });

  router.on(routes.jobSignal, { GET: hearGet, POST: hear, PUT: hear });
  mountPing(router, options);

  /** Words for people, JSON for who asks for it. */
  function respond(request: Request, name: string, { hearing, isCutShort }: Heard): Response {
    noteHearing(request, hearing);
    const { status, text, json } = tellTaken(name, hearing, jobs.find(name), now());
    const headers = { 'Cache-Control': 'no-store' };
    if ((request.headers.get('accept') ?? '').includes('application/json'))
      return Response.json({ ...json, ...(isCutShort && { cutShort: true }) }, { status, headers });
    const more = isCutShort ? CUT_SHORT : '';
    return new Response(text + more, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}

function noteHearing(request: Request, { accepted, problemCount, problems: [problem] }: Hearing): void {
  noteDelivery(request, { accepted, rejected: problemCount, ...(problem && { reason: problem.reason }) });
}

const CUT_SHORT = 'The server ended this connection: connect again to go on.\n';

function readAs(url: URL): HearOptions['as'] {
  const as = url.searchParams.get('as');
  if (as === null || as === 'log') return as ?? 'signals';
  throw new HttpError(400, 'refused: as=log takes every line as one of output; there is no other as.');
}

function userOf(who: Identity): string {
  return who.kind === 'person' ? `person ${who.personId}` : `token ${who.tokenId}`;
}
