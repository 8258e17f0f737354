import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';

/** A job whose steps are given by its input: each line of that is one of its output. */
const ECHO = [process.execPath, '-e', `process.stdin.on('data', piece => process.stdout.write(piece))`];

/** Some seconds of grace are over then, on the busiest machine. */
const MUCH_TOO_LONG_MS = 30_000;

async function signIn({ setupUrl }: TestServer): Promise<string> {
  const response = await fetch(setupUrl, { redirect: 'manual' });
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}

describe('telltale run beside a server that is killed', () => {
  let server: TestServer;
  let settings: Record<string, string>;
  before(async () => {
    server = await startServer();
    const home = mkdtempSync(join(tmpdir(), 'telltale-run-kill-'));
    after(() => rmSync(home, { recursive: true }));
    settings = { HOME: home, TELLTALE_URL: server.url, TELLTALE_TOKEN: server.writeToken };
  });
  after(() => server.dispose());

  it('its later progress and its end arrive after the restart', async () => {
    const running = telltale(['run', 'nightly', '--', ...ECHO], settings);
    const step = async (line: string) => {
      running.child.stdin!.write(`${line}\n`);
      await once(running.child.stdout!, 'data');
    };
    await step('[10/100] before');
    await until('nightly', run => run.done === 10);
    await server.kill();
    await step('[60/100] meanwhile');
    await server.start();
    await until('nightly', run => run.done === 60);
    running.child.stdin!.end();
    assert.equal((await running).code, 0);
    const { number, status } = await until('nightly', run => run.status !== 'running');
    assert.deepEqual([number, status], [1, 'ok'], 'and it is one run');
  });

  it('a run of a time without a server is told by the next one, as long as it was', async () => {
    await server.kill();
    const startMs = Date.now();
    const script = `setTimeout(() => process.exit(3), 1000)`;
    assert.equal((await telltale(['run', 'alone', '--', process.execPath, '-e', script], settings)).code, 3);
    const endMs = Date.now();
    await server.start();
    const next = telltale(['run', 'next', '--', ...ECHO], settings);
    const run = await until('alone', ({ status }) => status === 'failed');
    next.child.stdin!.end();
    await next;
    assert.equal(run.exitCode, 3);
    assert.ok(run.startMs >= startMs && run.endMs! <= endMs, `${run.startMs - startMs} ${run.endMs! - endMs}`);
    assert.ok(run.durationMs! >= 1000 && run.durationMs! < endMs - startMs, `${run.durationMs} ms`);
  });

  it('a run that is killed with its command is lost when its grace is over, and no earlier', async () => {
    const graceMs = 3_000;
    const headers = { Cookie: await signIn(server), Origin: server.url, Accept: 'application/json' };
    await telltale(['run', 'mortal', '--', process.execPath, '-e', ''], settings);
    const form = { schedule: 'none', lostAfter: `${graceMs / 1000} s` };
    const set = await fetch(server.url + routes.jobSetting.href({ name: 'mortal' }), {
      ...{ method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' },
    });
    assert.equal(set.status, 303);
    const script = `console.log('[10/100] I am ' + process.pid); setInterval(() => {}, 1000)`;
    const running = telltale(['run', 'mortal', '--', process.execPath, '-e', script], settings);
    const [told] = await once(running.child.stdout!, 'data');
    await until('mortal', run => run.done === 10);
    for (const pid of [running.child.pid!, Number(/I am (\d+)/.exec(String(told))![1])]) process.kill(pid, 'SIGKILL');
    await running;
    for (;;) {
      const answer = await fetch(server.url + routes.job.href({ name: 'mortal' }), { headers });
      const { state, run } = (await answer.json()) as { state: string; run: { heardMs: number } };
      const silentMs = Date.now() - run.heardMs;
      if (state === 'lost') return assert.ok(silentMs >= graceMs, `lost after ${silentMs} ms`);
      assert.equal(state, 'running');
      assert.ok(silentMs < MUCH_TOO_LONG_MS, `it is still running after ${silentMs} ms of silence`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  });

  interface Run {
    readonly number: number;
    readonly status: string;
    readonly done?: number;
    readonly exitCode?: number;
    readonly startMs: number;
    readonly endMs?: number;
    readonly durationMs?: number;
  }

  /** Asks by a line of output, which changes nothing of how the run goes, until it is so. */
  async function until(job: string, isSo: (run: Run) => boolean): Promise<Run> {
    const headers = { Authorization: `Bearer ${server.writeToken}`, Accept: 'application/json' };
    for (;;) {
      const answer = await fetch(`${server.url}/job/${job}`, { method: 'POST', headers, body: 'log asked' });
      const { run } = (await answer.json()) as { readonly run?: Run };
      if (run && isSo(run)) return run;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
});
