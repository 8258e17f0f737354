import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { compose } from './middleware.ts';
import { route } from './route.ts';
import { createRouter } from './router.ts';
import { answerUnmatched } from './unmatched.ts';

const page = () => new Response('page');
const router = createRouter({ answer: answerUnmatched })
  .on(route('/readings'), { GET: page, POST: { accepts: ['text/csv', 'application/json'], handler: page } })
  .represent(route('/x'), { load: () => 1, offers: ['page', 'json'], page, json: page });
// Without a middleware that draws errors, an HttpError is answered as its status and sentence.
const handle = toFetch(compose(), request => router.fetch(request));

const cases: readonly [
  title: string,
  request: [method: string, path: string, headers?: Record<string, string>],
  status: number,
  sentence: RegExp,
  header?: [name: string, value: string],
][] = [
  ['an address that nothing has', ['GET', '/nothing?k=secret'], 404, /^There is nothing at \/nothing\. It may/],
  ['a path that cannot be decoded', ['GET', '/%zz'], 400, /./],
  ['a method that nobody knows', ['BREW', '/readings'], 501, /^BREW is not a method/],
  [
    'a method that is not possible there',
    ['DELETE', '/readings'],
    405,
    /^DELETE is not possible at \/readings; GET, .*POST.* are\.$/,
    ['allow', 'GET, HEAD, OPTIONS, POST'],
  ],
  [
    'content that is not understood',
    ['POST', '/readings', { 'content-type': 'image/png' }],
    415,
    /^Send one of text\/csv, application\/json here\.$/,
    ['accept', 'text/csv, application/json'],
  ],
  [
    'a form that is not offered',
    ['GET', '/x', { accept: 'image/png' }],
    406,
    /^This can be had as /,
    ['vary', 'Accept'],
  ],
  ['a question for the methods', ['OPTIONS', '/readings'], 204, /^$/, ['allow', 'GET, HEAD, OPTIONS, POST']],
  ['another spelling of an address', ['GET', '/readings/?a=1'], 308, /^$/, ['location', '/readings?a=1']],
];

for (const [title, [method, path, headers = {}], status, sentence, header] of cases) {
  test(`${title} is ${status}, in a sentence`, async () => {
    const response = await handle(new Request(`http://localhost${path}`, { method, headers }));
    assert.equal(response.status, status);
    const text = await response.text();
    assert.match(text, sentence);
    assert.doesNotMatch(text, /secret/);
    if (header) assert.equal(sorted(response.headers.get(header[0])), sorted(header[1]));
  });
}

function sorted(list: string | null): string | undefined {
  return list?.split(', ').sort().join(', ');
}
