import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTicks } from '../format/format-ticks.ts';
import { formatValueText, type ValueOptions } from '../format/format-value.ts';
import { scaleUnit } from '../format/scale-unit.ts';
import { fullScale } from './full-scale.ts';
import { knownUnit } from './known-unit.ts';
import { KNOWN_UNITS } from './known-units.ts';

/** Both kinds of space as a plain one, so that expectations can be read. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const say = (value: number | undefined, unit: string, options?: ValueOptions) =>
  plain(formatValueText(value, unit, options));

const SCALED = KNOWN_UNITS.filter(({ scaling }) => ['si', 'iec', 'time'].includes(scaling.kind));
const NEVER = KNOWN_UNITS.filter(({ scaling }) => scaling.kind === 'never');
/** From far below to far above what anybody measures, seven to a decade. */
const SIZES = Array.from({ length: 7 * 30 }, (_, i) => 10 ** (i / 7 - 12));

test('reads each unit as people write it, whatever the protocol calls it', () => {
  const rows = [
    [9.9e9, 'By', '9.9 GB'],
    [9.9e9, 'bytes-iec', '9.2 GiB'],
    [1536, 'KiB', '1.5 MiB'],
    [1.25e8, 'bit/s', '125 Mbit/s'],
    [2500, 'kbps', '2.5 Mbit/s'],
    [1.25e6, 'Bps', '1.3 MB/s'],
    [0.62, 'ratio', '62 %'],
    [0.0044, 'percentunit', '0.4 %'],
    [62, 'percent', '62 %'],
    [45, '%RH', '45 %RH'],
    [0.0032, 's', '3.2 ms'],
    [3.2, 'ms', '3.2 ms'],
    [3_840_000, 'ms', '1 h 04 min'],
    [12_000, 'ns', '12 µs'],
    [90, 'min', '1 h 30 min'],
    [51, 'h', '2 d 3 h'],
    [-125, 's', '−2 min 05 s'],
    [59.96, 's', '1 min'],
    [400 * 86_400, 's', '400 d'],
    [21.44, 'Cel', '21.4 °C'],
    [21.44, 'celsius', '21.4 °C'],
    [1084, 'Celsius', '1 084 °C'],
    [3.714, 'V', '3.71 V'],
    [0.042, 'volts', '42 mV'],
    [1250, 'W', '1.25 kW'],
    [1500, 'kWh', '1.5 MWh'],
    [0.31, 'kwh', '310 Wh'],
    [1013.2, 'hPa', '1 013 hPa'],
    [101_320, 'Pa', '101 kPa'],
    [320, 'lux', '320 lx'],
    [412, 'ppm', '412 ppm'],
    [2400, 'rpm', '2 400 rpm'],
    [218, 'reqps', '218 req/s'],
    [2.4e9, 'Hz', '2.4 GHz'],
    [5300, 'g', '5.3 kg'],
    [0.33, 'l', '330 ml'],
    [12.5, 'EUR', '12.50 €'],
    [1234.5, 'CHF', '1 234.50 CHF'],
    [1_234_567, 'USD', '1 234 567 US$'],
    [1234, 'JPY', '1 234 ¥'],
    [1_234_567, 'count', '1 234 567'],
    [21.4, '', '21.4'],
  ] as const;
  for (const [value, unit, expected] of rows) assert.equal(say(value, unit), expected, `${value} ${unit}`);
});

test('a unit that nobody knows is shown as it was sent', () => {
  for (const unit of ['orders', 'KB', 'mB', 'm³·h', 'kkWh', '__proto__', 'constructor', 'Ω/□', 'mw2', ' °C'])
    assert.equal(say(7.25, unit), `7.3 ${unit.replaceAll('\u00a0', ' ')}`);
});

test('there is no kilo of what nobody says kilo of', () => {
  for (const { id, symbol } of NEVER)
    for (const size of SIZES) assert.deepEqual(scaleUnit(size, id), { divisor: 1, unit: symbol }, id);
});

test('at least forty units are known, each spelling means one, and each symbol can be sent back', () => {
  assert.ok(KNOWN_UNITS.length >= 40, String(KNOWN_UNITS.length));
  const spellings = KNOWN_UNITS.flatMap(({ id, aliases }) => [id, ...aliases]);
  assert.deepEqual(
    spellings.filter((spelling, i) => spellings.indexOf(spelling) !== i),
    [],
  );
  for (const unit of KNOWN_UNITS) {
    assert.equal(knownUnit(unit.id)?.unit, unit, unit.id);
    for (const alias of unit.aliases) assert.equal(knownUnit(alias)?.unit, unit, alias);
  }
});

test('what is read, read again with its unit, is the same amount: scaling loses nothing and settles at once', () => {
  for (const { id } of SCALED) {
    for (const size of SIZES) {
      const { divisor, unit } = scaleUnit(size, id);
      const [sent, read] = [size * amountOf(id), (size / divisor) * amountOf(unit)];
      assert.ok(Math.abs(sent - read) <= 1e-9 * sent, `${size} ${id} is not ${size / divisor} ${unit}`);
      // 1000 to 1023 bytes have no prefix, and the plain symbol belongs to the decimal unit
      if (/^B/.test(unit)) continue;
      const again = scaleUnit(size / divisor, unit);
      assert.equal(again.unit, unit, `${size} ${id}`);
      assert.ok(Math.abs(again.divisor - 1) < 1e-9, `${size} ${id}`);
    }
  }
});

/** How many of its base one of the unit is. */
function amountOf(text: string): number {
  const {
    unit: { scaling },
    factor,
  } = knownUnit(text)!;
  return scaling.kind === 'time' ? scaling.seconds : factor;
}

test('more is read as more: the number grows within a unit, and the unit never shrinks', () => {
  for (const { id } of SCALED) {
    let before = scaleUnit(SIZES[0]!, id);
    for (const size of SIZES.slice(1)) {
      const now = scaleUnit(size, id);
      assert.ok(now.divisor >= before.divisor, `${size} ${id}`);
      before = now;
    }
  }
});

test('a prefix is used where it leaves one to three digits before the point, as far as there are prefixes', () => {
  for (const size of SIZES.filter(size => size >= 1 && size < 1e15))
    assert.match(say(size, 'bytes'), /^\d{1,3}(\.\d+)? [kMGTP]?B$/);
  for (const size of SIZES.filter(size => size >= 1e-6 && size < 1e12))
    assert.match(say(size, 'W'), /^\d{1,3}(\.\d+)? [µmkMG]?W$/);
});

test('a figure that moves keeps its width while its magnitude stays', () => {
  const FRACTIONS = { hasFractions: true };
  for (const unit of ['', '%', '°C', 'V', 'EUR', 'bytes/s', 'hPa', 'orders', 'bar'])
    for (const decade of [0.01, 0.1, 1, 10, 100, 1000]) {
      const widths = new Set(
        [1, 1.004, 1.5, 2, 3.3333, 5, 7.25, 9, 9.9].map(part => say(part * decade, unit, FRACTIONS).length),
      );
      // below a tenth shares and degrees may have their last digit cut
      if (decade >= 0.1 || unit !== '%')
        assert.ok(widths.size <= 1 || decade < 0.1, `${decade} ${unit}: ${[...widths]}`);
    }
  assert.equal(say(21, '°C', FRACTIONS), '21.0 °C');
  assert.equal(say(2e9, 'bytes', { hasFractions: false }), '2.0 GB', 'what is scaled may have decimals at any moment');
  assert.equal(say(19, '', { hasFractions: false }), '19', 'what is counted has none');
  assert.equal(say(19, ''), '19');
});

test('a span that grows keeps its width, one that stands still leaves out what is nothing', () => {
  const live = { hasFractions: false };
  assert.deepEqual(
    [3600, 3660, 3600 + 59 * 60].map(seconds => say(seconds, 's', live)),
    ['1 h 00 min', '1 h 01 min', '1 h 59 min'],
  );
  assert.equal(say(3600, 's'), '1 h');
  assert.equal(say(365_000 * 86_400, 's', live), '365 000 d');
});

test('what is no number, or none at all, is said in words and without a unit', () => {
  assert.equal(say(Number.NaN, 'bytes'), 'not a number');
  assert.equal(say(Number.POSITIVE_INFINITY, 's'), 'infinity');
  assert.equal(say(Number.NEGATIVE_INFINITY, ''), 'minus infinity');
  assert.equal(say(undefined, 'W'), '–');
  assert.equal(say(undefined, 'W', { noValue: 'off' }), 'off');
  assert.equal(say(Number.NaN, 'W', { noValue: 'off' }), 'off');
});

test('a moment is told in the time zone of who looks, and in UTC where that is not known', () => {
  const atSeconds = Date.UTC(2026, 10, 28, 23, 3, 22) / 1000;
  assert.equal(say(atSeconds, 'unix-seconds', { timeZone: 'Europe/Berlin' }), '29 Nov 2026 00:03:22');
  assert.equal(say(atSeconds * 1000, 'unix-ms', { timeZone: 'America/New_York' }), '28 Nov 2026 18:03:22');
  assert.equal(say(atSeconds, 'timestamp'), '28 Nov 2026 23:03:22 UTC');
  assert.equal(say(1e300, 'unix-seconds'), '1.0e+300', 'beyond all calendars');
});

test('all ticks of an axis share one prefix, whatever each alone would have', () => {
  assert.deepEqual(formatTicks([0, 500, 1000, 1500], 'W').map(plain), ['0.0 kW', '0.5 kW', '1.0 kW', '1.5 kW']);
  assert.deepEqual(formatTicks([0, 0.25, 0.5, 1], 'ratio').map(plain), ['0 %', '25 %', '50 %', '100 %']);
  assert.deepEqual(formatTicks([0, 1800, 3600, 5400], 's').map(plain), ['0.0 h', '0.5 h', '1.0 h', '1.5 h']);
  assert.deepEqual(formatTicks([0, 512 * 1024 ** 2, 1024 ** 3], 'bytes-iec').map(plain), [
    '0.0 GiB',
    '0.5 GiB',
    '1.0 GiB',
  ]);
});

test('a share ends at the whole, in per cent and as a part of one', () => {
  assert.deepEqual(['%', 'percent', 'ratio', '%RH', 'W', ''].map(fullScale), [100, 100, 1, 100, undefined, undefined]);
});
