import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { HttpError } from '../../../http/http-error.ts';
import { jobLimits } from '../../../jobs/runs/job-limits.ts';
import type { Signal } from '../../../jobs/runs/signal.ts';
import { parseJobAddress } from '../../../jobs/signals/job-address.ts';
import { LineSplitter } from '../../../jobs/signals/line-splitter.ts';
import { parseJson } from '../../../jobs/signals/parse-json.ts';
import { parseLine } from '../../../jobs/signals/parse-line.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';
import { parsedJson } from '../parsed-json.ts';

const LINES = readFileSync(new URL('../../../jobs/signals/golden/lines.txt', import.meta.url));

/** What jobs say. */
export const JOBS: readonly FuzzedParser[] = [
  {
    name: 'lines of jobs',
    samples: [
      LINES,
      ...['start', '42/100 copying', '37%', 'fail 3 disk full', 'exit 0'].map(text => Buffer.from(text)),
    ],
    words: ['start', 'done', 'fail', 'exit', 'log', ' ', ':', '/', '%', '-', ',', '.', '42', '1e9', '99999999999'],
    open: () => (input, random) => {
      const splitter = new LineSplitter();
      const pieceBytes = 1 + random(5000);
      for (let at = 0; at < input.length; at += pieceBytes)
        for (const line of splitter.push(input.subarray(at, at + pieceBytes))) checkLine(line.text);
      for (const line of splitter.end()) checkLine(line.text);
    },
  },
  {
    name: 'JSON of jobs',
    samples: [
      ...['{"state": "fail", "exitCode": 3, "message": "disk full"}', '{"done": 42, "total": 100, "run": "b-1"}'],
      ...['["37%", {"percent": 37, "time": 1795862400000}]', '"start"'],
    ].map(text => Buffer.from(text)),
    open: () => input => {
      const body = parsedJson(input);
      for (const element of Array.isArray(body) ? body : [body]) {
        const parsed = parseJson(element);
        if (parsed.ok) checkSignal(parsed.value.signal);
        else assert.match(parsed.reason, /\.$/);
      }
    },
  },
  {
    name: 'addresses of jobs',
    samples: ['backup?run=b-1&host=boat', 'b?rid=7&v=start'].map(text => Buffer.from(text)),
    open: () => input => {
      const [name = '', query = ''] = input.toString().split('?');
      try {
        const { job, labels } = parseJobAddress(name, new URLSearchParams(query));
        assert.ok(job !== '' && Object.keys(labels).length <= jobLimits.labelsPerRun);
      } catch (error) {
        assert.ok(error instanceof HttpError && error.status === 400, String(error));
      }
    },
  },
];

function checkLine(text: string | undefined): void {
  if (text === undefined) return;
  assert.ok(Buffer.byteLength(text) <= 4 * jobLimits.textBytes);
  const parsed = parseLine(text);
  if (parsed.ok) checkSignal(parsed.value);
  else assert.match(parsed.reason, /\.$/);
}

function checkSignal(signal: Signal): void {
  if (signal.kind === 'fail') assert.notEqual(signal.exitCode, 0);
  if (signal.kind === 'progress')
    assert.ok(signal.done >= 0 && signal.done <= signal.total && Number.isFinite(signal.total));
}
