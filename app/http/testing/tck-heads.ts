import assert from 'node:assert/strict';
import type { Claim } from '../../testing/claim.ts';
import { exchangeOf } from '../exchange.ts';
import { HttpError } from '../http-error.ts';
import type { Handler, TckHost } from '../middleware.tck.ts';
import type { Middleware } from '../middleware.ts';
import { type RequestDuration, responseTime } from '../performance.ts';
import { Journal } from './journal.ts';
import { boom, fail, hello } from './tck-handlers.ts';

/** E10 to E14: what the head says, and what may follow it. */
export function headClaims(host: TckHost): readonly Claim[] {
  return [
    ...answers.map(
      ({ title, handler, status, method = 'GET' }): Claim => ({
        name: `E10 E11 E13 ${title}: X-Response-Time in ms between handler and head, duration in s, no body where none may be`,
        run: async () => {
          const journal = new Journal();
          const durations: RequestDuration[] = [];
          let handlerMs = 0;
          const middlewares = [journal.middleware('a'), responseTime({ onEnd: duration => durations.push(duration) })];
          await using open = await host.open(middlewares, request => {
            const exchange = exchangeOf(request)!;
            exchange.route = '/d/:slug';
            handlerMs = performance.now() - exchange.startedAt;
            return handler(request);
          });
          const response = await open.fetch('/d/home?k=secret', { method, redirect: 'manual' });
          const body = await response.text();
          await journal.until('.a');
          const header = response.headers.get('x-response-time') ?? '';
          assert.equal(response.status, status);
          assert.match(header, /^\d+\.\d{3}ms$/);
          assert.equal(response.headers.get('server-timing'), `app;dur=${Number.parseFloat(header).toFixed(3)}`);
          const outcome = journal.outcomes[0]!;
          assert.ok(
            Number.parseFloat(header) >= handlerMs - 0.001 && Number.parseFloat(header) <= outcome.headMs + 0.001,
          );
          assert.equal(durations.length, 1);
          const { seconds, ...rest } = durations[0]!;
          assert.equal(seconds, outcome.totalMs / 1000);
          assert.deepEqual(rest, { route: '/d/:slug', method, status, kind: 'complete', isStream: false });
          if (method === 'HEAD' || status === 204 || status === 304) assert.deepEqual([body, outcome.bytes], ['', 0]);
        },
      }),
    ),
    {
      name: 'E14 a valid traceparent is continued, anything else starts a new trace and is no error',
      run: async () => {
        await using open = await host.open([{ name: 'a' }], request => {
          const { traceId, parentId, spanId, sampled, state } = exchangeOf(request)!.trace;
          return Response.json({ traceId, parentId, spanId, sampled, state });
        });
        for (const [title, traceparent, isValid] of TRACEPARENTS) {
          const headers = { ...(traceparent !== undefined && { traceparent }), tracestate: 'a=1,b@c=2' };
          const trace = (await (await open.fetch('/', { headers })).json()) as Record<string, unknown>;
          assert.match(String(trace.spanId), /^[\da-f]{16}$/);
          assert.notEqual(trace.spanId, PARENT_ID);
          if (isValid)
            assert.deepEqual([trace.traceId, trace.parentId, trace.state], [TRACE_ID, PARENT_ID, 'a=1,b@c=2'], title);
          else
            assert.deepEqual(
              [/^[\da-f]{32}$/.test(String(trace.traceId)), trace.traceId === TRACE_ID, trace.parentId, trace.state],
              [true, false, undefined, undefined],
              title,
            );
        }
      },
    },
    {
      name: 'E12 several Set-Cookie headers, of handler and hook, all arrive',
      run: async () => {
        const cookie = (value: string): Middleware => ({
          name: value,
          processResponse: ({ headers }) => headers.append('Set-Cookie', `${value}=1; Path=/`),
        });
        await using open = await host.open([cookie('a'), cookie('b')], () => {
          const response = new Response('hello');
          for (const name of ['x', 'y']) response.headers.append('set-cookie', `${name}=1; Path=/`);
          return response;
        });
        const cookies = (await open.fetch('/')).headers.getSetCookie();
        assert.deepEqual(cookies, ['x=1; Path=/', 'y=1; Path=/', 'b=1; Path=/', 'a=1; Path=/']);
      },
    },
    {
      name: 'E13 a status that a hook sets to 204 or 304 takes the body away',
      run: async () => {
        for (const status of [204, 304]) {
          const journal = new Journal();
          const a = journal.middleware('a', { processResponse: head => Object.assign(head, { status }) && undefined });
          const handler = () => new Response('hello', { headers: { 'content-length': '5' } });
          await using open = await host.open([a], handler);
          const response = await open.fetch('/');
          assert.deepEqual([response.status, await response.text()], [status, '']);
          assert.equal(response.headers.get('content-length'), status === 204 ? null : '5');
          await journal.until('.a');
          assert.equal(journal.outcomes[0]?.bytes, 0);
        }
      },
    },
  ];
}

const answers: readonly { title: string; handler: Handler; status: number; method?: string }[] = [
  { title: '200', handler: hello, status: 200 },
  { title: 'HEAD', handler: hello, status: 200, method: 'HEAD' },
  { title: '204', handler: () => new Response(null, { status: 204 }), status: 204 },
  { title: '304', handler: () => new Response(null, { status: 304 }), status: 304 },
  { title: '404', handler: () => new Response('no', { status: 404 }), status: 404 },
  { title: '405', handler: fail(new HttpError(405, 'no')), status: 405 },
  { title: '500', handler: boom, status: 500 },
  { title: 'a redirect', handler: () => Response.redirect('http://localhost/elsewhere'), status: 302 },
];

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';
const TRACEPARENTS: readonly [title: string, header: string | undefined, isValid: boolean][] = [
  ['a sampled parent', `00-${TRACE_ID}-${PARENT_ID}-01`, true],
  ['a later version with more fields', `cc-${TRACE_ID}-${PARENT_ID}-01-more`, true],
  ['more fields in version 00', `00-${TRACE_ID}-${PARENT_ID}-01-more`, false],
  ['upper case', `00-${TRACE_ID.toUpperCase()}-${PARENT_ID}-01`, false],
  ['a zero trace id', `00-${'0'.repeat(32)}-${PARENT_ID}-01`, false],
  ['a zero parent id', `00-${TRACE_ID}-${'0'.repeat(16)}-01`, false],
  ['version ff', `ff-${TRACE_ID}-${PARENT_ID}-01`, false],
  ['garbage', 'hello', false],
  ['none', undefined, false],
];
