import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { crossSiteGuard } from './cross-site-guard.ts';
import { compose } from './middleware.ts';

const guard = crossSiteGuard({
  publicUrl: 'https://dash.example',
  isUnsafe: request => new URL(request.url).searchParams.has('v'),
});
const handle = toFetch(compose(guard), () => new Response('in'));

type Case = readonly [title: string, method: string, path: string, headers: Record<string, string>];
const host = 'box.local:8355';
const site = (value: string) => ({ 'Sec-Fetch-Site': value });

const served: readonly Case[] = [
  ['curl, with neither header', 'POST', '/', {}],
  ['a form of ours', 'POST', '/', { ...site('same-origin'), Origin: `http://${host}` }],
  ['a form of ours that hides its origin', 'POST', '/', { ...site('same-origin'), Origin: 'null' }],
  [
    'a form of ours behind a proxy that changes Host',
    'POST',
    '/',
    { ...site('same-origin'), Origin: 'https://else.example' },
  ],
  ['our origin from an old browser', 'POST', '/', { Origin: `http://${host}` }],
  ['our origin with https before a proxy', 'DELETE', '/', { Origin: `https://${host.toUpperCase()}` }],
  ['the public origin', 'PUT', '/', { Origin: 'https://dash.example' }],
  [
    'the public origin that reaches us by another name',
    'POST',
    '/',
    { ...site('cross-site'), Origin: 'https://dash.example' },
  ],
  ['a link from elsewhere to a page', 'GET', '/', site('cross-site')],
  ['a preflight', 'OPTIONS', '/', { ...site('cross-site'), Origin: 'https://evil.example' }],
  ['a writing GET typed by hand', 'GET', '/in/x?v=1', site('none')],
  ['a writing GET of curl', 'GET', '/in/x?v=1', {}],
];
for (const [title, ...request] of served) {
  test(`passes: ${title}`, async () => assert.equal((await send(...request)).status, 200));
}

const refused: readonly Case[] = [
  ['a form elsewhere', 'POST', '/', { ...site('cross-site'), Origin: 'https://evil.example' }],
  ['a form on another port or subdomain', 'POST', '/', { ...site('same-site'), Origin: 'http://box.local' }],
  ['a site that sends no origin', 'POST', '/', site('cross-site')],
  ['a word that no browser sends', 'POST', '/', site('same-planet')],
  ['a foreign origin from an old browser', 'POST', '/', { Origin: 'https://evil.example' }],
  ['an origin on another port', 'PATCH', '/', { Origin: 'http://box.local:1' }],
  ['the null origin', 'POST', '/', { Origin: 'null' }],
  ['an origin that is none', 'POST', '/', { Origin: host }],
  ['the public host without its scheme', 'POST', '/', { Origin: 'http://dash.example' }],
  ['a picture elsewhere whose address writes', 'GET', '/in/x?v=1', site('cross-site')],
  ['an unknown method', 'BREW', '/', site('cross-site')],
];
for (const [title, ...request] of refused) {
  test(`refuses: ${title}`, async () => {
    const response = await send(...request);
    assert.equal(response.status, 403);
    assert.match(await response.text(), /another site.*TELLTALE_PUBLIC_URL/);
  });
}

function send(method: string, path: string, headers: Record<string, string>): Promise<Response> {
  return handle(new Request(`http://${host}${path}`, { method, headers: { host, ...headers } }));
}
