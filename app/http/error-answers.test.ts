import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeeperBusyError } from '../../db/keeper/keeper-errors.ts';
import { routes } from '../routes.ts';
import { toFetch } from './adapters/fetch.ts';
import { errorAnswers } from './error-answers.tsx';
import { HttpError } from './http-error.ts';
import { compose } from './middleware.ts';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

test('answers in the form that the client understands', async () => {
  const error = new HttpError(404, 'There is no dashboard "x".');
  const page = await answer(error, { accept: BROWSER });
  assert.deepEqual([page.status, page.headers.get('content-type')], [404, 'text/html; charset=utf-8']);
  const html = await page.text();
  assert.match(
    html,
    /^<!doctype html><html.*<h1[^>]*>There is nothing here<\/h1>.*There is no dashboard &quot;x&quot;\./s,
  );
  const json = await answer(error, { accept: 'application/json' });
  assert.equal(json.headers.get('content-type'), 'application/json');
  assert.deepEqual(await json.json(), { error: 'There is no dashboard "x".' });
  for (const headers of [{}, { accept: '*/*' }, { accept: 'text/plain' }]) {
    const text = await answer(error, headers);
    assert.equal(text.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(await text.text(), 'There is no dashboard "x".\n');
  }
});

test('no cache keeps an error, and caches know that the form depends on Accept', async () => {
  for (const accept of [BROWSER, 'application/json', '*/*']) {
    const { headers } = await answer(new HttpError(404, 'No.', { headers: { 'Cache-Control': 'public' } }), { accept });
    assert.deepEqual([headers.get('cache-control'), headers.get('vary')], ['no-store', 'Accept']);
  }
});

test('the headers of an error reach the client in every form', async () => {
  const error = new HttpError(405, 'No.', { headers: { Allow: 'GET, HEAD' } });
  for (const accept of [BROWSER, 'application/json', '*/*']) {
    assert.equal((await answer(error, { accept })).headers.get('allow'), 'GET, HEAD');
  }
});

test('a browser without a session is sent to sign in, and from there to where it wanted to go', async () => {
  const error = new HttpError(401, 'Sign in.');
  const from = async (path: string) => (await answer(error, { accept: BROWSER }, { path })).headers.get('location');
  assert.equal(await from('/'), routes.login.href());
  assert.equal(await from('/explore?search=a%20b'), routes.login.href({}, { next: '/explore?search=a%20b' }));
  assert.equal((await answer(error, { accept: BROWSER })).status, 303);
});

test('htmx, programs and forms are not sent to sign in but told', async () => {
  const error = new HttpError(401, 'Sign in.');
  assert.equal((await answer(error, { accept: BROWSER, 'hx-request': 'true' })).status, 401);
  assert.equal((await answer(error, { accept: 'application/json' })).status, 401);
  assert.equal((await answer(error, { accept: BROWSER }, { method: 'POST' })).status, 401);
});

test('too much that waits is a 503 that says when to come again', async () => {
  const response = await answer(new KeeperBusyError('1000 calls wait already.'));
  assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '1']);
});

test('what went wrong here is told to the log with a reference, and never to the client', async () => {
  const told: [error: unknown, reference: string][] = [];
  const secret = new Error('SQLITE_FULL at /var/secret');
  const response = await answer(secret, { accept: BROWSER }, { onError: (...all) => told.push(all) });
  const html = await response.text();
  assert.equal(response.status, 500);
  assert.doesNotMatch(html, /SQLITE|secret/);
  assert.equal(told.length, 1);
  assert.equal(told[0]![0], secret);
  assert.ok(told[0]![1].length > 0 && html.includes(`<code>${told[0]![1]}</code>`), 'the same reference on the page');
  const json = (await (await answer(secret, { accept: 'application/json' })).json()) as { reference: string };
  assert.match(json.reference, /^[\da-f]{32}$/);
  assert.match(await (await answer(secret)).text(), /^Something went wrong here.*\nReference: [\da-f]{32}\n$/);
  for (const thrown of ['a text', undefined, null]) assert.equal((await answer(thrown)).status, 500);
});

test("a client's own mistakes are not told to the log", async () => {
  const onError = () => assert.fail('told');
  for (const status of [400, 401, 403, 404, 405, 406, 413, 415, 429, 501]) {
    const response = await answer(new HttpError(status, 'No.'), { accept: BROWSER }, { onError, method: 'POST' });
    assert.equal(response.status, status);
    assert.doesNotMatch(await response.text(), /Reference for the log/);
  }
});

test('what a client wrote into an address is text on the page', async () => {
  const response = await answer(new HttpError(404, 'No <script>alert(1)</script>.'), { accept: BROWSER });
  assert.match(await response.text(), /No &lt;script&gt;alert\(1\)&lt;\/script&gt;\./);
});

interface AnswerOptions {
  readonly path?: string;
  readonly method?: string;
  readonly onError?: (error: unknown, reference: string) => void;
}

async function answer(
  thrown: unknown,
  headers: Record<string, string> = {},
  { path = '/d/x', method = 'GET', onError = () => {} }: AnswerOptions = {},
): Promise<Response> {
  const handle = toFetch(compose(errorAnswers({ shell: { assetHref: asset => `/a/${asset}` }, onError })), () => {
    throw thrown;
  });
  return handle(new Request(`http://localhost${path}`, { method, headers }));
}
