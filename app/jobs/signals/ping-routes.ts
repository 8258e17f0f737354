import { readBody } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { noteDelivery } from '../../senders/delivery.ts';
import { jobLimits } from '../runs/job-limits.ts';
import type { Signal } from '../runs/signal.ts';
import { parseJobAddress } from './job-address.ts';
import { LineSplitter } from './line-splitter.ts';
import type { SignalRoutesOptions } from './signal-routes.ts';

/** Of what comes with a ping the last lines are kept. */
const BODY_LIMITS = { receivedBytes: 1024 * 1024, plainBytes: 1024 * 1024, plainPerReceivedByte: 1000 };

interface PingCtx {
  readonly request: Request;
  readonly params: { readonly name: string; readonly what?: string };
  readonly url: URL;
  readonly signal: AbortSignal;
}

/**
 * Pings as Healthchecks takes them, for what speaks to it already: the address alone is an end that went well, behind it
 * `start`, `fail`, `log` or an exit code say something else. GET and HEAD count as well.
 */
export function mountPing(router: PatternRouter, { guard, jobs }: SignalRoutesOptions): void {
  const ping = guard.ingest(async ({ request, params, url, signal }: PingCtx) => {
    const speaker = parseJobAddress(params.name, url.searchParams);
    const readPing = pingOf(params.what ?? '0');
    const body = await readBody(request, BODY_LIMITS, signal);
    const signals = readPing(linesOf(body));
    if (signals.length > 0) {
      const taken = await jobs.take(speaker, signals);
      if (taken.kind === 'refused') throw new HttpError(400, `refused: ${taken.reason}`);
    }
    noteDelivery(request, { accepted: signals.length });
    return new Response('OK', {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  });
  router.on(routes.ping, { GET: ping, POST: ping });
  router.on(routes.pingWith, { GET: ping, POST: ping });
}

/** What a ping says, with the lines that came with it. */
function pingOf(what: string): (lines: readonly string[]) => readonly Signal[] {
  const log = (text: string): Signal => ({ kind: 'log', text });
  if (what === 'start') return lines => [{ kind: 'start', text: '' }, ...lines.map(log)];
  if (what === 'log') return lines => lines.map(log);
  if (what === 'fail') return output => [{ kind: 'fail', text: '', output }];
  const exitCode = /^\d{1,3}$/.test(what) ? Number(what) : undefined;
  if (exitCode === undefined || exitCode > 255)
    throw new HttpError(404, 'Behind the name of a job comes start, fail, log or an exit code from 0 to 255.');
  if (exitCode === 0) return output => [{ kind: 'done', text: '', output }];
  return output => [{ kind: 'fail', exitCode, text: '', output }];
}

/** The last ones; bytes that are no text are shown as such. */
function linesOf(body: Buffer): readonly string[] {
  const splitter = new LineSplitter();
  const lines = [...splitter.push(body.subarray(-jobLimits.lineBytesPerRun)), ...splitter.end()];
  return lines.slice(-jobLimits.linesPerRun).map(({ text = '(bytes that are no text)' }) => text.trimEnd());
}
