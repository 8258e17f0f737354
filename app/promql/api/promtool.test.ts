import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { routes } from '../../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../../testing/open-app.ts';

/** Prometheus' own client. Where it is not installed, `.ci/test.ts` says that this was left out. */
const PROMTOOL = ['/usr/bin/promtool', '/usr/local/bin/promtool'].find(path => existsSync(path));

/** Runs it as a person does, the token as password in the address. Gives what it printed and its exit code. */
async function promtool(app: OpenApp, origin: string, command: string, flags: string[], ...rest: string[]) {
  const server = new URL(origin);
  [server.username, server.password] = ['promtool', app.tokens.read];
  const args = ['query', command, ...flags, server.href.replace(/\/$/, ''), ...rest];
  return await run(args);
}

function run(args: readonly string[], input = ''): Promise<{ out: string; error: string; code: number }> {
  return new Promise(resolve => {
    const child = execFile(PROMTOOL!, args, (failure, out, error) => {
      resolve({ out, error, code: failure ? Number(failure.code) : 0 });
    });
    child.stdin!.end(input);
  });
}

if (PROMTOOL) {
  test('promtool asks at a moment and over time, for series and for labels, and reads what it is told', async t => {
    const app = await openApp(t);
    const labels = (host: string) => ({ job: 'web', host });
    await app.deps.history.append(
      Array.from({ length: 120 }, (_, second) => {
        const atMs = NOON_MS + (second - 119) * 1000;
        return [
          { metric: 'requests_total', labels: labels('a'), value: second, atMs },
          { metric: 'requests_total', labels: labels('b'), value: second * 2.5, atMs },
        ];
      }).flat(),
    );
    const origin = await app.listen();
    const noon = String(NOON_MS / 1000);

    const instant = await promtool(app, origin, 'instant', ['--time', noon], 'sum by (host) (requests_total)');
    assert.equal(instant.out, `{host="a"} => 119 @[${noon}]\n{host="b"} => 297.5 @[${noon}]\n`, instant.error);
    const scalar = await promtool(app, origin, 'instant', ['--time', noon, '-o', 'json'], '1 / 0');
    assert.deepEqual(JSON.parse(scalar.out), [NOON_MS / 1000, '+Inf']);
    const times = ['--start', String(NOON_MS / 1000 - 20), '--end', noon, '--step', '10s'];
    const range = await promtool(app, origin, 'range', times, 'requests_total{host="a"}');
    assert.match(range.out, /^requests_total\{host="a", job="web"\} =>\n99 @\[\d+\]\n109 @\[\d+\]\n119 @\[\d+\]\n$/);
    const series = await promtool(app, origin, 'series', ['--match', '{job="web"}', '--start', '0', '--end', noon]);
    assert.match(series.out, /__name__="requests_total", host="a", job="web".*\n.*host="b"/);
    assert.equal((await promtool(app, origin, 'labels', ['--start', '0', '--end', noon], 'host')).out, 'a\nb\n');

    const wrong = await promtool(app, origin, 'instant', [], 'rate(requests_total');
    assert.deepEqual([wrong.code, /bad_data: .*1:5: parse error/.test(wrong.error)], [1, true], wrong.error);
    const page = await app.fetch(`${routes.federate.href()}?match[]=requests_total`, { as: 'read' });
    const checked = await run(['check', 'metrics'], await page.text());
    assert.match(checked.error, /no help text/);
    assert.doesNotMatch(checked.error, /error while linting/);
  });
}
