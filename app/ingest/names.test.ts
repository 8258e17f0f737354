import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Checked } from './checked.ts';
import { addLabel, parseLabelName, toLabelName } from './labels.ts';
import { limits } from './limits.ts';
import { parseMetricName, toMetricName } from './metric-name.ts';
import { parseUnit } from './unit.ts';

const reasonOf = (checked: Checked<unknown>) => (checked.ok ? 'accepted' : checked.reason);

describe('a metric name', () => {
  it('is taken as it is when it is legal', () => {
    for (const name of ['temperature', '_a', 'a:b', 'A9'])
      assert.deepEqual(parseMetricName(name), { ok: true, value: name });
  });

  it('is refused with the nearest legal name when it is not', () => {
    assert.match(reasonOf(parseMetricName('cpu.load')), /as in cpu_load\.$/);
    assert.match(reasonOf(parseMetricName('1min')), /as in _1min\.$/);
    assert.match(reasonOf(parseMetricName('温度')), /as in room_temperature\.$/);
  });

  it('is made legal when it comes from another world, one _ for each character', () => {
    assert.deepEqual(toMetricName('cpu..load-1%'), { ok: true, value: 'cpu__load_1_' });
    assert.deepEqual(toMetricName('größe 😀'), { ok: true, value: 'gr__e__' });
    assert.match(reasonOf(toMetricName('温度')), /holds no letter/);
  });

  it('is refused beyond its limit', () => {
    assert.equal(parseMetricName('a'.repeat(limits.metricNameBytes)).ok, true);
    assert.match(reasonOf(parseMetricName('a'.repeat(limits.metricNameBytes + 1))), /longer than/);
    assert.match(reasonOf(toMetricName('.'.repeat(limits.metricNameBytes) + 1)), /longer than/);
  });
});

describe('a label', () => {
  it('has a legal name, or one made legal', () => {
    assert.deepEqual(parseLabelName('room'), { ok: true, value: 'room' });
    assert.match(reasonOf(parseLabelName('room-name')), /as in room_name\.$/);
    assert.match(reasonOf(parseLabelName('a:b')), /as in a_b\.$/);
    assert.deepEqual(toLabelName('9.lives'), { ok: true, value: '_9_lives' });
  });

  it('never has a reserved name', () => {
    assert.match(reasonOf(parseLabelName('__name__')), /no __ first, as in _name__\.$/);
    assert.deepEqual(toLabelName('__proto__'), { ok: true, value: '_proto__' });
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
