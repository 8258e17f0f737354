/** `npm test`: every suite one after the other, then one line that counts them all. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findMissing } from '../app/testing/daemon.ts';
import { canMount } from '../app/testing/small-disk.ts';
import { installedChromium } from '../e2e/installed-chromium.ts';
import { PROXIES } from '../e2e/proxies.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Suite {
  readonly name: string;
  readonly script: string;
  /** Reads the suite's own counts; a suite without any counts as one test. */
  readonly count?: (output: string) => Count;
}

const SUITES: readonly Suite[] = [
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  {
    name: 'unit',
    script: 'unit',
    count: output => ({
      passed: lastNumber(output, /^ℹ pass (\d+)$/gm),
      failed: lastNumber(output, /^ℹ fail (\d+)$/gm),
    }),
  },
  {
    name: 'end to end',
    script: 'e2e',
    count: output => ({
      passed: lastNumber(output, /^\s+(\d+) passed/gm),
      failed: lastNumber(output, /^\s+(\d+) failed/gm) + lastNumber(output, /^\s+(\d+) did not run/gm),
    }),
  },
];

function lastNumber(text: string, pattern: RegExp): number {
  return Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
}

async function run({ name, script, count }: Suite): Promise<Count> {
  const startedAt = performance.now();
  const { code, output } = await npmRun(script);
  const counted = count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  // A suite that ends badly without naming a failed test, or that ran nothing, has failed too.
  const isSilent = counted.failed === 0 && (code !== 0 || counted.passed === 0);
  const result = isSilent ? { ...counted, failed: 1 } : counted;
  console.log(
    `\n${name}: ${result.passed} passed, ${result.failed} failed in ${Math.round((performance.now() - startedAt) / 1000)} s\n`,
  );
  return result;
}

function npmRun(script: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  let output = '';
  for (const [stream, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.on('data', chunk => {
      output += chunk;
      target.write(chunk);
    });
  }
  return new Promise(resolve => child.once('close', code => resolve({ code, output })));
}

const totals = { passed: 0, failed: 0 };
for (const suite of SUITES) {
  const { passed, failed } = await run(suite);
  totals.passed += passed;
  totals.failed += failed;
}
for (const { name, program } of PROXIES) {
  if (program === undefined) console.log(`Left out for lack of ${name}: e2e/behind-proxy.spec.ts in part`);
}
if (!['/usr/bin/promtool', '/usr/local/bin/promtool'].some(path => existsSync(path))) {
  console.log(
    'Left out for lack of promtool: app/promql/api/promtool.test.ts; app/exposition/exposition.test.ts, app/senders/snippets.test.ts in part',
  );
}
if (findMissing('prometheus', 'prometheus')) {
  console.log('Left out for lack of prometheus: app/promql/promql-compare.torture.test.ts, all but one test');
  console.log('Left out for lack of prometheus: app/ingest/remote-write-agents.test.ts in part');
}
if (installedChromium === undefined) {
  console.log('Left out for lack of an installed Chromium: e2e/back.spec.ts in part');
}
if (findMissing('ffmpeg', 'ffmpeg')) {
  console.log('Left out for lack of ffmpeg: app/images/ffmpeg.test.ts');
}
if (findMissing('vmagent', 'victoria-metrics')) {
  console.log('Left out for lack of vmagent: app/ingest/remote-write-agents.test.ts in part');
}
if (!canMount()) {
  console.log(
    'Left out for lack of the right to mount: app/whole-path/full-disk.test.ts, app/start/unusable-folder.test.ts in part',
  );
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
