import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../package-root.ts';
import { findMissing } from '../testing/daemon.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { type Snippet, snippets } from './snippets.ts';

/** Runs a program in a folder of its own; gives what it printed, or rejects with what it complained of. */
function run(folder: string, command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { cwd: folder }, (error, out, complaints) =>
      error ? reject(new Error(`${error.message}\n${complaints}`)) : resolve(out),
    );
    child.stdin!.end(input);
  });
}

async function begin(t: TestContext) {
  const app = await openApp(t);
  const origin = await app.listen();
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const all = new Map(snippets(origin, app.tokens.ingest).map(one => [one.name, one]));
  return { app, origin, folder, textOf: (name: string) => all.get(name)!.text };
}

async function newest(app: OpenApp, metric: string) {
  const { series } = await app.deps.history.latest({ metrics: [metric] });
  return series.map(({ labels, value }) => [labels, value]);
}

const KITCHEN = [[{ room: 'kitchen' }, 21.4]];

/** How each snippet that can be run here is run. */
const RUNS: readonly { name: string; command: string; toArgs: (text: string) => string[]; debianPackage: string }[] = [
  { name: 'curl', command: 'bash', toArgs: text => ['-c', `${text} --fail -s`], debianPackage: 'curl' },
  { name: 'python', command: 'python3', toArgs: text => ['-c', text], debianPackage: 'python3' },
  {
    name: 'node',
    command: process.execPath,
    toArgs: text => ['--input-type=module', '-e', text],
    debianPackage: 'node',
  },
];

for (const { name, command, toArgs, debianPackage } of RUNS) {
  const skip = (command.includes('/') ? undefined : findMissing(command, debianPackage)) ?? false;
  test(`the line for ${name} works as it stands`, { skip }, async t => {
    const { app, folder, textOf } = await begin(t);
    assert.match(await run(folder, command, toArgs(textOf(name))), /^ok /);
    assert.deepEqual(await newest(app, 'temperature'), KITCHEN);
  });
}

test('the line for a nightly job pushes its size', { skip: findMissing('curl', 'curl') ?? false }, async t => {
  const { app, folder, textOf } = await begin(t);
  writeFileSync(join(folder, 'backup.tar'), 'x'.repeat(123));
  assert.match(await run(folder, 'bash', ['-c', textOf('job')]), /^ok 2 readings/);
  assert.deepEqual(await newest(app, 'backup_bytes'), [[{ job: 'backup' }, 123]]);
});

test('the lines for OpenTelemetry lead its exporter here', async t => {
  const { app, folder, textOf } = await begin(t);
  const script = [
    "import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';",
    "import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';",
    'const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() });',
    'const provider = new MeterProvider({ readers: [reader] });',
    "provider.getMeter('test').createCounter('orders').add(3);",
    'await provider.shutdown();',
  ].join('\n');
  // Where its packages are found from.
  await run(
    folder,
    'bash',
    ['-c', `${textOf('opentelemetry')}\ncd '${packageRoot}'\n'${process.execPath}' --input-type=module`],
    script,
  );
  assert.deepEqual(
    (await newest(app, 'orders_total')).map(([, value]) => value),
    [3],
  );
});

test('the lines for Prometheus are a configuration that it takes', {
  skip: findMissing('promtool', 'prometheus') ?? false,
}, async t => {
  const { folder, textOf } = await begin(t);
  writeFileSync(join(folder, 'prometheus.yml'), textOf('prometheus'));
  assert.match(await run(folder, 'promtool', ['check', 'config', 'prometheus.yml']), /SUCCESS/);
});

test('every line names this server and the token, and no other', () => {
  for (const { name, text } of snippets('https://boat.example', 'w_secret')) {
    assert.match(text, /https:\/\/boat\.example/, name);
    assert.match(text, /w_secret/, name);
    assert.doesNotMatch(text, /localhost|undefined|TOKEN/, name);
  }
  const find = (all: readonly Snippet[], name: string) => all.find(one => one.name === name)!.text;
  const own = snippets('http://localhost:8355', 'w_secret');
  assert.match(find(own, 'docker'), /--network host .*http:\/\/localhost:8355\/in/);
  assert.match(find(own, 'esp'), /WiFiClient client/);
  assert.match(find(snippets('https://boat.example', 'w_secret'), 'esp'), /WiFiClientSecure client/);
});
