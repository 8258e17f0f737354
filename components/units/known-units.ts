import type { Digits, Scaling, SiPrefix, Unit } from './unit.ts';

const never = { kind: 'never' } as const;
const counted = { kind: 'counted' } as const;
const si = (prefixes: string): Scaling => ({ kind: 'si', prefixes: [...prefixes] as SiPrefix[] });
const time = (seconds: number): Scaling => ({ kind: 'time', seconds });

/** A unit with its spellings: the first names it. */
function unit(spellings: string, symbol: string, scaling: Scaling, digits?: Digits): Unit {
  const [id = '', ...aliases] = spellings.split(' | ');
  return { id, symbol, aliases, scaling, ...(digits && { digits }) };
}

/** Every unit that is known, by what it measures. One more is a line here; `docs/units.md` lists them. */
export const KNOWN_UNITS: readonly Unit[] = [
  unit('count | 1 | none | short', '', counted),
  unit('percent | % | pct', '%', never, 'tenths'),
  unit('ratio | percentunit', '%', { kind: 'share' }, 'tenths'),
  unit('ppm | [ppm]', 'ppm', never),
  unit('ppb | [ppb]', 'ppb', never),

  unit('bytes | byte | B | By | octets | decbytes', 'B', si('kMGTPE')),
  unit('bytes-iec | By-iec', 'B', { kind: 'iec' }),
  unit('bits | bit | decbits', 'bit', si('kMGTPE')),
  unit('bytes/s | B/s | Bps | By/s | byte/s', 'B/s', si('kMGTPE')),
  unit('bytes-iec/s | By-iec/s | binBps', 'B/s', { kind: 'iec' }),
  unit('bits/s | bit/s | bps', 'bit/s', si('kMGTPE')),

  unit('1/s | /s | per_second | ops', '/s', counted),
  unit('req/s | reqps | requests/s | {request}/s', 'req/s', counted),
  unit('packets/s | pps | {packet}/s', 'packets/s', counted),
  unit('events/s | eps | {event}/s', 'events/s', counted),

  unit('seconds | s | sec | secs | second', 's', time(1)),
  unit('milliseconds | ms | millis | msec | millisecond', 'ms', time(1e-3)),
  unit('microseconds | µs | μs | us | microsecond', 'µs', time(1e-6)),
  unit('nanoseconds | ns | nanosecond', 'ns', time(1e-9)),
  unit('minutes | min | minute', 'min', time(60)),
  unit('hours | h | hour | hr', 'h', time(3600)),
  unit('days | d | day', 'd', time(86_400)),
  unit('unix-seconds | unix | timestamp | epoch', '', { kind: 'moment', ms: 1000 }),
  unit('unix-ms | dateTimeAsIso | dateTimeAsLocal | epoch_ms', '', { kind: 'moment', ms: 1 }),

  unit('celsius | °C | ℃ | Cel | degC', '°C', never, 'tenths'),
  unit('fahrenheit | °F | ℉ | [degF] | degF', '°F', never, 'tenths'),
  unit('kelvin | K', 'K', never, 'tenths'),
  unit('%RH | percent_rh', '%RH', never, 'tenths'),
  unit('hPa | hectopascals | pressurehpa | mbar', 'hPa', never),
  unit('pascals | Pa | pascal', 'Pa', si('kM'), 'three'),
  unit('bar', 'bar', never, 'three'),
  unit('lux | lx', 'lx', never),
  unit('µg/m³ | ug/m3 | ug/m³ | µg/m3 | conμgm3', 'µg/m³', never),
  unit('dB | decibels', 'dB', never, 'tenths'),
  unit('dBm', 'dBm', never, 'tenths'),
  unit('pH | [pH]', 'pH', never, 'three'),
  unit('degrees | deg | ° | degree', '°', never, 'tenths'),

  unit('volts | V | volt', 'V', si('kmµ'), 'three'),
  unit('amperes | A | amp | amps | ampere', 'A', si('kmµ'), 'three'),
  unit('watts | W | watt', 'W', si('GMkmµ'), 'three'),
  unit('watt-hours | Wh | wh | W.h | watth | watt_hours', 'Wh', si('TGMk'), 'three'),
  unit('volt-amperes | VA | voltamp', 'VA', si('Mk'), 'three'),
  unit('joules | J | joule', 'J', si('GMk'), 'three'),
  unit('ohms | Ω | Ω | Ohm | ohm', 'Ω', si('Mkm'), 'three'),
  unit('hertz | Hz', 'Hz', si('GMkm'), 'three'),
  unit('rpm | rotrpm | {rev}/min', 'rpm', never),

  unit('metres | m | meters | metre | meter', 'm', si('kmµ'), 'three'),
  unit('m/s | velocityms', 'm/s', never, 'three'),
  unit('km/h | kmh | velocitykmh', 'km/h', never, 'tenths'),
  unit('grams | g | gram', 'g', si('kmµ'), 'three'),
  unit('litres | l | L | liters | litre | liter', 'l', si('m'), 'three'),
  unit('l/min | L/min', 'l/min', never, 'three'),
  unit('m³ | m3', 'm³', never, 'three'),
  unit('m³/h | m3/h', 'm³/h', never, 'three'),

  ...currencies(),
];

/** Codes of ISO 4217; those with a sign of their own are written with it. */
function currencies(): Unit[] {
  const signs = { EUR: '€', USD: 'US$', GBP: '£', JPY: '¥', INR: '₹', BRL: 'R$' };
  const plain = ['CHF', 'CNY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'CAD', 'AUD', 'NZD', 'TRY', 'ZAR', 'MXN', 'KRW'];
  const withSign = Object.entries(signs).map(([code, sign]) =>
    unit(`${code} | ${sign}`, sign, counted, digitsOf(code)),
  );
  return [...withSign, ...plain.map(code => unit(code, code, counted, digitsOf(code)))];
}

/** Of some there is nothing smaller. */
function digitsOf(code: string): Digits | undefined {
  return code === 'JPY' || code === 'KRW' ? undefined : 'cents';
}
