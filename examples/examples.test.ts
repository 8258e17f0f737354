import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext, test } from 'node:test';
import { packageRoot } from '../app/package-root.ts';
import { foreignProject } from '../app/testing/foreign-project.ts';

const { folder } = await foreignProject({ after });
cpSync(join(packageRoot, 'examples'), folder, { recursive: true });

type Line = Record<string, Record<string, unknown>>;

interface Example {
  readonly url: string;
  /** Lines that it printed so far; resolves once one of them fits. */
  line(fits: (line: Line) => boolean): Promise<Line>;
}

/** Runs the example as a stranger would: the package installed, the file as it stands. */
async function start(t: TestContext, host: string): Promise<Example> {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server.ts'], {
    cwd: join(folder, host),
    env: { ...process.env, PORT: '0', EXAMPLE_TOKEN: 'secret' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(async () => {
    const gone = once(child, 'exit');
    if (child.kill()) await gone;
  });
  const lines: Line[] = [];
  const printed = createInterface(child.stdout!).on('line', line => lines.push(JSON.parse(line)));
  const line: Example['line'] = async fits => {
    for (;;) {
      const found = lines.find(fits);
      if (found) return found;
      await Promise.race([once(printed, 'line'), once(child, 'exit').then(() => assert.fail('the example ended'))]);
    }
  };
  const { listening } = await line(({ listening }) => listening !== undefined);
  return { url: `http://127.0.0.1:${listening!.port}`, line };
}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

for (const host of ['express', 'fastify']) {
  test(`the ${host} example greets, guards, streams and fails as its middlewares say`, async t => {
    const { url, line } = await start(t, host);

    const headers = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` };
    const page = await fetch(url, { headers });
    assert.match(await page.text(), /<h1>Hello<\/h1>/);
    assert.match(page.headers.get('x-response-time') ?? '', /^\d+\.\d{3}ms$/);
    assert.match(page.headers.get('server-timing') ?? '', /^app;dur=\d/);
    assert.match(page.headers.get('traceresponse') ?? '', new RegExp(`^00-${TRACE_ID}-[\\da-f]{16}-01$`));
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    assert.equal(page.headers.get('ratelimit-policy'), '"all";q=100;w=60');
    assert.match(page.headers.get('ratelimit') ?? '', /^"all";r=\d+;t=\d+$/);
    const { access } = await line(({ access }) => access?.path === '/');
    assert.deepEqual([access!.status, access!.route, access!.traceId, access!.kind], [200, '/', TRACE_ID, 'complete']);

    assert.equal((await fetch(`${url}/private/x`)).status, 401);
    const secret = await fetch(`${url}/private/x`, { headers: { ...headers, authorization: 'Bearer secret' } });
    const { who, forOthers } = (await secret.json()) as { who: string; forOthers: { traceparent: string } };
    assert.deepEqual([who, forOthers.traceparent], ['mara', secret.headers.get('traceresponse')]);
    const { duration } = await line(({ duration }) => duration?.status === 200 && duration.route === '/private/:what');
    assert.equal(typeof duration!.seconds, 'number');

    const leaving = new AbortController();
    const stream = await fetch(`${url}/live`, { signal: leaving.signal });
    const { value } = await stream.body!.getReader().read();
    assert.match(new TextDecoder().decode(value), /^data: 1\n\n/);
    assert.match(stream.headers.get('x-response-time') ?? '', /ms$/);
    leaving.abort();
    const left = await line(({ duration }) => duration?.route === '/live');
    assert.deepEqual([left.duration!.kind, left.duration!.isStream], ['client-aborted', true]);

    const failure = await fetch(`${url}/failure`);
    const text = await failure.text();
    const reference = /Reference: ([\da-f]{32})/.exec(text)?.[1];
    assert.equal(failure.status, 500);
    assert.equal((await line(({ access }) => access?.path === '/failure')).access!.traceId, reference);
    assert.ok(await line(({ error }) => error !== undefined));
    assert.match(failure.headers.get('content-security-policy') ?? '', /^default-src/);

    let refused: Response | undefined;
    for (let i = 0; i < 110 && refused?.status !== 429; i++) refused = await fetch(url);
    assert.deepEqual([refused?.status, refused?.headers.has('retry-after')], [429, true]);
  });
}
