import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Checked } from './checked.ts';
import { addLabel, parseLabelName, takeLabelName } from './labels.ts';
import { limits } from './limits.ts';
import { parseMetricName, takeMetricName } from './metric-name.ts';
import { parseUnit } from './unit.ts';

const reasonOf = (checked: Checked<unknown>) => (checked.ok ? 'accepted' : checked.reason);

describe('a metric name', () => {
  it('is taken from an address as it is when it is plain', () => {
    for (const name of ['temperature', '_a', 'a:b', 'A9'])
      assert.deepEqual(parseMetricName(name), { ok: true, value: name });
  });

  it('is refused there with the nearest plain name when it is not', () => {
    assert.match(reasonOf(parseMetricName('cpu.load')), /as in cpu_load\.$/);
    assert.match(reasonOf(parseMetricName('1min')), /as in _1min\.$/);
    assert.match(reasonOf(parseMetricName('温度')), /as in room_temperature\.$/);
  });

  it('comes through exactly where a format carries it, whatever the language', () => {
    for (const name of ['cpu..load-1%', 'temperature.küche', '温度', 'größe 😀', '1min', '{"a"}'])
      assert.deepEqual(takeMetricName(name), { ok: true, value: name });
  });

  it('is refused everywhere when nobody could read it', () => {
    for (const name of ['a\u0007b', 'a\nb', 'a\u2028b', '\ud800'])
      assert.match(reasonOf(takeMetricName(name)), /control character or is no text; take that out\.$/);
    for (const name of ['', ' ', '\u00a0']) assert.match(reasonOf(takeMetricName(name)), /is empty; write one/);
  });

  it('is refused beyond its limit', () => {
    assert.equal(parseMetricName('a'.repeat(limits.metricNameBytes)).ok, true);
    assert.match(reasonOf(parseMetricName('a'.repeat(limits.metricNameBytes + 1))), /longer than/);
    assert.equal(takeMetricName('ü'.repeat(limits.metricNameBytes / 2)).ok, true);
    assert.match(reasonOf(takeMetricName(`${'ü'.repeat(limits.metricNameBytes / 2)}a`)), /longer than 200 bytes/);
  });
});

describe('a label', () => {
  it('has a plain name in an address, and any other where a format carries it', () => {
    assert.deepEqual(parseLabelName('room'), { ok: true, value: 'room' });
    assert.match(reasonOf(parseLabelName('room-name')), /as in room_name\.$/);
    assert.match(reasonOf(parseLabelName('a:b')), /as in a_b\.$/);
    for (const name of ['9.lives', 'größe', 'room-name', '°'])
      assert.deepEqual(takeLabelName(name), { ok: true, value: name });
    assert.match(reasonOf(takeLabelName('ü'.repeat(limits.labelNameBytes / 2 + 1))), /longer than 100 bytes/);
  });

  it('never has a reserved name', () => {
    assert.match(reasonOf(parseLabelName('__name__')), /no __ first, as in _name__\.$/);
    assert.match(reasonOf(takeLabelName('__proto__')), /begins with __, which is reserved/);
  });

  it('is no label when its value is empty', () => {
    const labels = {};
    assert.equal(addLabel(labels, 'room', ''), undefined);
    assert.deepEqual(labels, {});
  });

  it('is refused when it is given twice, too long or one too many', () => {
    const labels: Record<string, string> = {};
    assert.equal(addLabel(labels, 'constructor', 'ü'.repeat(limits.labelValueBytes / 2)), undefined);
    assert.match(addLabel(labels, 'constructor', 'b')!, /given twice/);
    assert.match(addLabel(labels, 'room', `${'ü'.repeat(limits.labelValueBytes / 2)}a`)!, /longer than 1024 bytes/);
    for (let index = 1; index < limits.labelsPerSeries; index++)
      assert.equal(addLabel(labels, `l${index}`, 'x'), undefined);
    assert.match(addLabel(labels, 'one_more', 'x')!, /at most 32 labels/);
    assert.equal(Object.keys(labels).length, limits.labelsPerSeries);
  });
});

describe('a unit', () => {
  it('is short text, trimmed, or nothing', () => {
    assert.deepEqual(parseUnit(' °C '), { ok: true, value: '°C' });
    assert.deepEqual(parseUnit(' '), { ok: true, value: undefined });
    assert.match(reasonOf(parseUnit('x'.repeat(limits.unitBytes + 1))), /longer than/);
    assert.match(reasonOf(parseUnit('a\u0007b')), /is no text/);
  });
});
