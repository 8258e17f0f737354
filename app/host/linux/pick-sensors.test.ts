import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickSensors } from './pick-sensors.ts';

const picked = (...labels: string[]) =>
  pickSensors(labels.map(label => ({ label, file: label }))).map(({ label }) => label);

test('a package comes before its cores, and nothing else that is warm counts', () => {
  assert.deepEqual(picked('Composite', 'Core 0', 'Package id 0', 'Package id 1', 'Core 1'), ['Package id 0']);
  assert.deepEqual(picked('Composite', 'Core 0', 'edge', 'Core 1'), ['Core 0', 'Core 1']);
});

test('AMD: the true temperature, else the one for the fan, else that of the first die', () => {
  assert.deepEqual(picked('Tctl', 'Tdie', 'Tccd1'), ['Tdie']);
  assert.deepEqual(picked('edge', 'Tccd1', 'Tctl'), ['Tctl']);
  assert.deepEqual(picked('Tccd1', 'Tccd2'), ['Tccd1']);
});

test('labels of other things are no processor', () => {
  assert.deepEqual(picked('Composite', 'Sensor 1', 'edge', 'junction'), []);
});
