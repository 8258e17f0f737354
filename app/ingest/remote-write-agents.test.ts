import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, askOverHttp } from '../promql/testing/compare/ask-over-http.ts';
import { findDisagreement } from '../promql/testing/compare/find-disagreement.ts';
import { routes } from '../routes.ts';
import { findMissing } from '../testing/daemon.ts';
import { makeReadToken } from '../testing/make-read-token.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { startSendingPrometheus, startVmagent } from './testing/start-agent.ts';

const GIVE_UP_MS = 60_000;
const ASK_EVERY_MS = 200;

let server: TestServer;
after(() => server?.dispose());

/** Asks this server in PromQL. */
async function ask(text: string, atMs = Date.now(), stepMs?: number, endMs = atMs): Promise<Answer> {
  const token = await readToken();
  const url = new URL(server.url);
  return askOverHttp(url.origin, { text, startMs: atMs, endMs, stepMs }, { Authorization: `Bearer ${token}` });
}

let known: string | undefined;
async function readToken(): Promise<string> {
  const token = known ?? (await makeReadToken(server));
  known = token;
  return token;
}

/** Asks until the answer is as it should be. */
async function until(text: string, isRight: (answer: Answer) => boolean): Promise<Answer> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask(text);
    if (isRight(answer)) return answer;
    if (performance.now() > deadline)
      assert.fail(`${text}: ${JSON.stringify(answer).slice(0, 500)}\n${server.output.slice(-2000)}`);
    await wait(ASK_EVERY_MS);
  }
}

const firstValue = (answer: Answer) => (answer.kind === 'answered' ? answer.series[0]?.values[0] : undefined);
const isEmpty = (answer: Answer) => answer.kind === 'answered' && answer.series.length === 0;

test('what a real Prometheus writes here answers queries as its own copy does, and ends when its target does', {
  skip: findMissing('prometheus', 'prometheus') ?? false,
}, async t => {
  server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  const prometheus = await startSendingPrometheus(server, routes.remoteWrite.href());
  t.after(() => prometheus.dispose());
  await until('count_over_time(up{job="own"}[1m]) >= 8', answer => firstValue(answer) !== undefined);
  const newest = firstValue(await ask('timestamp(up{job="own"})'))! * 1000;
  const atMs = Math.floor(newest) - 2000;

  for (const text of [
    '{__name__=~".+"}',
    'sum by (__name__) ({__name__=~"prometheus_.+"})',
    'rate(prometheus_tsdb_head_samples_appended_total[5s])',
    'histogram_quantile(0.9, rate(prometheus_http_request_duration_seconds_bucket[5s]))',
  ]) {
    const theirs = await askOverHttp(prometheus.url, { text, startMs: atMs, endMs: atMs, stepMs: undefined });
    assert.equal(findDisagreement(await ask(text, atMs), theirs, false), undefined, text);
    assert.ok(theirs.kind === 'answered' && theirs.series.length > 0, text);
  }
  const range = { text: 'go_goroutines', startMs: atMs - 4000, endMs: atMs, stepMs: 1000 };
  const theirs = await askOverHttp(prometheus.url, range);
  assert.equal(
    findDisagreement(await ask(range.text, range.startMs, range.stepMs, range.endMs), theirs, false),
    undefined,
  );

  const metadata = await fetch(`${server.url}${routes.promqlMetadata.href()}?metric=go_goroutines`, {
    headers: { Authorization: `Bearer ${await readToken()}` },
  });
  const said = (await metadata.json()) as { data: Record<string, { type: string; help: string }[]> };
  assert.equal(said.data.go_goroutines?.[0]?.type, 'gauge');
  assert.match(said.data.go_goroutines![0]!.help, /goroutines/);

  prometheus.stopScraping();
  await until('{job="own"}', isEmpty);
  assert.ok(!isEmpty(await ask('last_over_time(up{job="own"}[5m])')));
});

test('a real vmagent writes here, and what it ends is over at once', {
  skip: findMissing('vmagent', 'victoria-metrics') ?? false,
}, async t => {
  server ??= await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  const vmagent = await startVmagent(server, routes.remotePush.href());
  t.after(() => vmagent.dispose());
  await until('vm_app_version', answer => firstValue(answer) === 1);
  await until(
    'increase(vmagent_remotewrite_requests_total{status_code="2XX"}[1m]) > 0',
    answer => firstValue(answer) !== undefined,
  );
  await until('vmagent_remotewrite_packets_dropped_total', answer => firstValue(answer) === 0);
  vmagent.stopScraping();
  await until('vm_app_version', isEmpty);
});
