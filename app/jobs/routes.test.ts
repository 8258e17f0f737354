import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { after, describe, it } from 'node:test';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';

/** Each test has a job of its own in it. */
const app = await openApp({ after });
const { jobs } = app.deps;

const at = (name: string, query = {}) => routes.jobSignal.href({ name }, query);
const send = (path: string, body: string, request: AppRequest = {}) =>
  app.fetch(path, {
    as: 'ingest',
    method: 'POST',
    body,
    headers: { 'Content-Length': `${Buffer.byteLength(body)}` },
    ...request,
  });

async function said(answer: Promise<Response>): Promise<[number, string]> {
  const response = await answer;
  return [response.status, await response.text()];
}

const see = async (path: string, accept = 'text/html', as: AppRequest['as'] = 'owner') =>
  (await app.fetch(path, { as, accept })).text();

describe('a job that speaks', () => {
  it('is answered in words, as POST, PUT or GET', async () => {
    assert.deepEqual(await said(send(at('first'), 'start')), [200, 'ok first started (new, run 1)\n']);
    app.nowMs += 10_000;
    assert.deepEqual(await said(send(at('first'), '25% copying', { method: 'PUT' })), [
      200,
      'ok first 25 % (run 1, 30 s left)\n',
    ]);
    app.nowMs += 30_000;
    assert.deepEqual(await said(app.fetch(at('first', { v: 'done' }), { as: 'ingest' })), [
      200,
      'ok first done (run 1, took 40 s)\n',
    ]);
    assert.deepEqual(await said(send(at('failing'), 'fail 3 disk full')), [
      200,
      'ok failing failed with exit code 3 (new, run 1)\n',
    ]);
  });

  it('is answered as JSON to who asks for it', async () => {
    const response = await send(at('as_json', { run: 'b7', host: 'web1' }), '42/100', { accept: 'application/json' });
    const { ok, run, accepted } = (await response.json()) as {
      ok: boolean;
      accepted: number;
      run: Record<string, unknown>;
    };
    assert.deepEqual([ok, accepted, run.runId, run.percent, run.labels], [true, 1, 'b7', 42, { host: 'web1' }]);
  });

  it('may say several things at once; what cannot be read is said, and the rest is kept', async () => {
    const body = 'start\n10%\n5/0\nlog one\n\n150%\n42/100 two';
    assert.deepEqual(await said(send(at('many'), body)), [
      200,
      'ok many 42 % (new, run 1, 4 lines)\n' +
        'line 3: of 0 nothing can be done; the number behind the / is that of the whole.\n' +
        'line 6: 150 % is more than all; progress ends at 100 %.\n',
    ]);
    const array = '[{"state": "start", "run": 7}, {"percent": 300}, {"percent": 30, "run": 7}]';
    const headers = { 'Content-Type': 'application/json' };
    assert.deepEqual(await said(send(at('list'), array, { headers })), [
      200,
      'ok list 30 % (new, run 1, 2 lines)\nline 2: 300 % is more than all; progress ends at 100 %.\n',
    ]);
  });

  it('may send lines that are only output', async () => {
    await send(at('output', { as: 'log' }), 'start');
    await send(at('output'), 'start');
    await send(at('output', { as: 'log' }), 'done\n42/100\n  indented');
    const { lines } = (await jobs.output('output', 1, 9))!;
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['done', '42/100', '  indented'],
    );
    assert.equal(jobs.find('output')!.state, 'running');
  });

  it('is refused with a sentence when nothing of it can be kept', async () => {
    for (const [path, body, sentence] of [
      [at('bad'), '', /^refused: the body says nothing; send start/],
      [at('bad'), '37,5%', /^refused: "37,5" has a comma/],
      [at('bad', { run: 'a b' }), 'start', /^refused: the name of a run/],
      [at('bad', { as: 'x' }), 'start', /^refused: as=log/],
      [at('bad', { '1a': 'b' }), 'start', /^refused: "1a" is no label name/],
      [at('night ly'), 'start', /^refused: a job's name is made of .* as in night-ly/],
    ] as const) {
      const [status, text] = await said(send(path, body));
      assert.equal(status, 400, path);
      assert.match(text, sentence);
    }
    assert.equal(jobs.find('bad'), undefined, 'and no job comes of it');
    assert.deepEqual((await said(app.fetch(at('bad'), { as: 'ingest' })))[0], 400);
  });

  it('needs a write token, and no page of another site may speak for it', async () => {
    assert.equal((await send(at('x'), 'start', { as: 'read' })).status, 403);
    assert.equal((await app.fetch(at('x'), { method: 'POST', body: 'start' })).status, 401);
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const pings = [
      routes.ping.href({ name: 'x' }),
      routes.pingWith.href({ name: 'x', what: 'fail' }),
      at('x', { v: 'start' }),
    ];
    for (const path of pings)
      for (const method of ['GET', 'HEAD'])
        assert.equal((await app.fetch(path, { as: 'ingest', method, headers })).status, 403, `${method} ${path}`);
    assert.equal((await app.fetch(at('x', { v: 'start' }), { as: 'ingest', method: 'HEAD' })).status, 405);
    assert.equal(jobs.find('x'), undefined);
  });
});

describe('a ping', () => {
  const ping = (name: string, what?: string, query = {}) =>
    what === undefined ? routes.ping.href({ name }, query) : routes.pingWith.href({ name, what }, query);

  it('is answered OK, as GET, POST or HEAD, and makes its job', async () => {
    for (const method of ['GET', 'POST', 'HEAD']) {
      const response = await app.fetch(ping(`by-${method}`), { as: 'ingest', method });
      assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
      assert.deepEqual([response.status, await response.text()], [200, method === 'HEAD' ? '' : 'OK']);
      assert.equal(jobs.find(`by-${method}`)!.state, 'ok');
    }
  });

  it('starts, fails and ends runs, told apart by rid, with its body as the last lines', async () => {
    const [a, b] = ['0c8983c9-9d73-446f-adb5-0641fdacc9d4', '9b6a1b0e-0a3c-4dd9-8ee6-6e2f3ddc1a10'];
    for (const rid of [a, b]) await send(ping('hc', 'start', { rid }), '');
    await send(ping('hc', 'log', { rid: a }), 'one\ntwo');
    await send(ping('hc', '3', { rid: a }), 'no space\nlast words');
    await send(ping('hc', '0', { rid: b }), '');
    const [second, first] = await jobs.runs('hc', 9);
    assert.deepEqual([first!.status, first!.exitCode, first!.reason], ['failed', 3, 'last words']);
    assert.deepEqual([second!.status, second!.runId], ['ok', b]);
    const { lines } = (await jobs.output('hc', 1, 9))!;
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['one', 'two', 'no space', 'last words'],
    );
  });

  it('keeps the last of a long body, and refuses one that is no ping', async () => {
    await send(ping('long', 'fail'), `${'x'.repeat(99)}\n`.repeat(9000));
    const { lines } = (await jobs.output('long', 1, 9999))!;
    assert.ok(lines.length > 400 && lines.length <= 500, `${lines.length}`);
    assert.equal((await send(ping('long'), 'x'.repeat(2 ** 20 + 1))).status, 413);
    for (const what of ['256', 'begin', '-1']) assert.equal((await send(ping('long', what), '')).status, 404);
  });
});

describe('the pages of jobs', () => {
  it('list what needs a look first, find by words, and say the same as text and JSON', async () => {
    await send(at('seen'), 'start');
    const page = await see(routes.jobs.href());
    assert.match(page, /hx-sse:connect=/);
    assert.ok(page.indexOf('failing') < page.indexOf('>seen<'));
    assert.match(await see(routes.jobs.href({}, { q: 'nothing-like-it' })), /No job has “nothing-like-it” in its name/);
    const text = await see(routes.jobs.href({}, { q: 'failing' }), 'text/plain', 'read');
    assert.match(text, /failing +exit 3, .*disk full/);
    const json = JSON.parse(await see(routes.jobs.href({}, { q: 'failing' }), 'application/json', 'read'));
    assert.deepEqual(
      json.jobs.map(({ name, state }: { name: string; state: string }) => [name, state]),
      [['failing', 'failed']],
    );
  });

  it('show one job with its output and its runs, in every form', async () => {
    const page = await see(routes.job.href({ name: 'hc' }));
    for (const words of ['last words', 'exit 3', 'When it should run', 'the last 2 runs'])
      assert.ok(page.includes(words), words);
    assert.match(
      await see(routes.job.href({ name: 'hc' }), 'text/plain', 'read'),
      /^hc .*\n\ndone, in 0 s[\s\S]*Runs\n2 .*\n1 .* failed .* last words\n/,
    );
    const { runs } = JSON.parse(await see(routes.job.href({ name: 'hc' }), 'application/json', 'read'));
    assert.equal(runs.length, 2);
    assert.match(await see(routes.jobRun.href({ name: 'hc', number: 1 })), /hc, run 1/);
    assert.equal(
      await see(routes.jobRun.href({ name: 'hc', number: 1 }), 'text/plain', 'read'),
      'one\ntwo\nno space\nlast words\n',
    );
    assert.equal(
      (await app.fetch(routes.job.href({ name: 'nobody' }), { as: 'owner', accept: 'text/html' })).status,
      404,
    );
  });

  it('show what was sent only as text', async () => {
    await send(at('script'), 'log <img src=x onerror=alert(1)>');
    await send(at('script'), 'start <script>alert(1)</script>');
    await send(at('script'), 'log <img src=x onerror=alert(1)>\x1b[31m');
    const page = await see(routes.job.href({ name: 'script' }));
    assert.ok(!page.includes('<img src=x') && !page.includes('<script>alert'));
    assert.ok(!(await see(routes.job.href({ name: 'script' }), 'text/plain', 'read')).includes('\x1b'));
  });

  it('take a schedule, and say what is wrong with one', async () => {
    await send(at('planned'), 'done');
    const form = {
      schedule: 'cron',
      every: '',
      cron: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      lateAfter: '20 min',
      lostAfter: '1 h 30 min',
      description: ' keeps  copies ',
    };
    const path = routes.jobSetting.href({ name: 'planned' });
    const answer = await app.fetch(path, { as: 'owner', form });
    assert.deepEqual(
      [answer.status, answer.headers.get('location')],
      [303, routes.job.href({ name: 'planned' }, { done: 'saved' })],
    );
    assert.deepEqual(jobs.settingOf('planned'), {
      schedule: { kind: 'cron', pattern: '0 3 * * *', timeZone: 'Europe/Berlin' },
      ...{ isPaused: false, description: 'keeps copies', lateAfterMs: 1_200_000, lostAfterMs: 5_400_000 },
    });
    assert.match(await see(routes.job.href({ name: 'planned' })), /by cron 0 3 \* \* \* \(Europe\/Berlin\)/);
    for (const [wrong, sentence] of [
      [{ cron: '61 * * * *' }, /This is no cron line \(Invalid value for minute: 61\)/],
      [{ cron: '0 0 31 2 *' }, /0 0 31 2 \* never comes/],
      [{ timeZone: 'Europe/Atlantis' }, /“Europe\/Atlantis” is no time zone/],
      [{ lateAfter: '20' }, /This is no time; write it with its unit/],
      [{ lostAfter: '2 years' }, /This is no time/],
      [{ schedule: 'every', every: '5 s' }, /At least 1 min/],
      [{ schedule: 'sometimes' }, /Choose one of the four/],
    ] as const) {
      const refused = await app.fetch(path, { as: 'owner', form: { ...form, ...wrong } });
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), sentence);
    }
    assert.equal(jobs.settingOf('planned').lateAfterMs, 1_200_000, 'and nothing of it is kept');
  });

  it('pause a job and remove it, for its owner only', async () => {
    await send(at('leaving'), 'done');
    const params = { name: 'leaving' };
    await app.fetch(routes.jobPause.href(params), { as: 'owner', form: { paused: 'on' } });
    assert.equal(jobs.find('leaving')!.state, 'paused');
    for (const href of [routes.jobPause.href(params), routes.jobRemoval.href(params), routes.jobSetting.href(params)])
      assert.equal((await app.fetch(href, { as: 'read', form: { paused: 'off' } })).status, 403, href);
    assert.match(await see(routes.jobRemoval.href(params)), /goes with all its runs/);
    const removed = await app.fetch(routes.jobRemoval.href(params), { as: 'owner', form: {} });
    assert.equal(removed.headers.get('location'), routes.jobs.href({}, { removed: 'leaving' }));
    assert.equal(jobs.find('leaving'), undefined);
  });
});

describe('a body that does not end', () => {
  /** A request that stays open; `answer` is there when the server has ended it. */
  async function pipe(name: string, token = app.tokens.ingest) {
    const origin = await app.listen();
    const headers = { Authorization: `Bearer ${token}`, 'Transfer-Encoding': 'chunked' };
    const outgoing = httpRequest(origin + at(name), { method: 'POST', headers });
    outgoing.on('error', () => {}); // the server may close it
    const answer = once(outgoing, 'response').then(async ([response]) => {
      let text = '';
      for await (const piece of response) text += piece;
      return text;
    });
    return { outgoing, answer };
  }

  const until = async (isSo: () => boolean) => {
    if (isSo()) return;
    for await (const _ of jobs.live.subscribe()) if (isSo()) return;
  };

  it('counts line by line as it comes, and is answered at its end', async () => {
    const { outgoing, answer } = await pipe('piped');
    outgoing.write('start\n10');
    await until(() => jobs.find('piped')?.state === 'running');
    outgoing.write('%\nlog one\n42/100');
    await until(() => jobs.find('piped')?.run?.message === 'one');
    assert.equal(jobs.find('piped')!.run!.percent, 10);
    outgoing.end();
    assert.equal(await answer, 'ok piped 42 % (new, run 1, 4 lines)\n');
    assert.equal(jobs.find('piped')!.state, 'running', 'the end of a pipe is no end of a job');
  });

  it('ends when its token is revoked, and is told what was kept', async () => {
    const { state, auth } = app.deps;
    const made = await state.transactional.batch(() => auth.createToken('of a pipe', 'ingest'));
    const { outgoing, answer } = await pipe('cut', made.secret);
    outgoing.write('start\n30%\n');
    await until(() => jobs.find('cut')?.run?.percent === 30);
    const { id } = auth.tokens().find(({ name }) => name === 'of a pipe')!;
    await state.transactional.batch(() => auth.revokeToken(id));
    assert.match(await answer, /^ok cut 30 % .*\nThe server ended this connection: connect again to go on\.\n$/);
  });
});

describe('afterwards', () => {
  it('nothing of this was a fault of the server', () => assert.deepEqual(app.complaints, []));
});
