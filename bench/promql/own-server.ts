/** The evaluator over samples in memory, behind as much of Prometheus' HTTP API as the benchmark asks for. The port is its argument. */
import { createServer } from 'node:http';
import { parsePromql } from '../../app/promql/parse/parse-promql.ts';
import { type QueryResult, runQuery } from '../../app/promql/run-query.ts';
import { MemorySource } from '../../app/promql/testing/memory-source.ts';
import { createBenchSamples } from './samples.ts';

const source = new MemorySource(createBenchSamples());

createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const time = (name: string) => Number(searchParams.get(name) ?? searchParams.get('time')) * 1000;
  const text = searchParams.get('query');
  if (text === null) return response.end();
  const step = Number(searchParams.get('step') ?? 1) * 1000;
  const { signal } = new AbortController();
  const range = { startMs: time('start'), endMs: time('end'), stepMs: step };
  return runQuery({ expr: parsePromql(text), source, signal, ...range }).then(
    result => response.setHeader('Content-Type', 'application/json').end(write(result)),
    error => response.writeHead(400).end(String(error)),
  );
}).listen(Number(process.argv[2]), '127.0.0.1');

function write({ kind, series }: QueryResult): string {
  const elements = series.map(({ labels, times, values }) => {
    const points = Array.from(times, (atMs, at) => `[${atMs / 1000},"${values[at]}"]`);
    const name = kind === 'vector' ? 'value' : 'values';
    return `{"metric":${JSON.stringify(labels)},"${name}":${kind === 'vector' ? points[0] : `[${points.join()}]`}}`;
  });
  return `{"status":"success","data":{"resultType":"${kind}","result":[${elements.join()}]}}`;
}
