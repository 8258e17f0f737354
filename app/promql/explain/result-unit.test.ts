import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePromql } from '../parse/parse-promql.ts';
import { resultUnit } from './result-unit.ts';

const UNITS: Readonly<Record<string, string>> = {
  disk: 'bytes',
  cpu: 'seconds',
  wait: 'ms',
  load: '',
  flow: 'l/min',
  warm: '°C',
};

const CASES: Readonly<Record<string, string>> = {
  disk: 'bytes',
  '-(disk)': 'bytes',
  'sum by (a) (disk)': 'bytes',
  'topk(3, disk)': 'bytes',
  'count(disk)': '',
  'rate(disk[5m])': 'bytes/s',
  'rate(load[5m])': '/s',
  'rate(cpu[5m])': '',
  'rate(wait[5m])': '',
  'rate(flow[5m])': '',
  'increase(disk[1h])': 'bytes',
  'max_over_time(sum(disk)[1h:])': 'bytes',
  'changes(disk[1h])': '',
  'disk / 1024': '',
  'disk + 5': 'bytes',
  '5 - warm': '°C',
  'disk - disk offset 1h': 'bytes',
  'disk + warm': '',
  'warm > 20': '°C',
  'warm > bool 20': '',
  'warm and on () disk': '°C',
  'sqrt(disk)': '',
  '{a="b"}': '',
  '1 + 1': '',
};

test('a result has the unit of what it is made of, where that is sure', () => {
  for (const [text, unit] of Object.entries(CASES))
    assert.equal(
      resultUnit(parsePromql(text), metric => UNITS[metric] ?? ''),
      unit,
      text,
    );
});
