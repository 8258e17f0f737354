import type { OtlpMetric } from './otlp-metrics-model.ts';

/** Units of OpenTelemetry (UCUM) as the end of a name of Prometheus. What is not here stays as it is. */
const UNITS: Readonly<Record<string, string>> = {
  ...{ d: 'days', h: 'hours', min: 'minutes', s: 'seconds', ms: 'milliseconds', us: 'microseconds', ns: 'nanoseconds' },
  ...{ By: 'bytes', KiBy: 'kibibytes', MiBy: 'mebibytes', GiBy: 'gibibytes', TiBy: 'tibibytes' },
  ...{ KBy: 'kilobytes', MBy: 'megabytes', GBy: 'gigabytes', TBy: 'terabytes' },
  ...{ m: 'meters', V: 'volts', A: 'amperes', J: 'joules', W: 'watts', g: 'grams', Cel: 'celsius', Hz: 'hertz' },
  ...{ '1': '', '%': 'percent' },
};

const PER: Readonly<Record<string, string>> = {
  ...{ s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' },
};

/** Units as they are shown; the others as in UNITS. */
const SHOWN: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes', 'By/s': 'bytes/s', '%': '%', Cel: '°C' };

/**
 * The name that Prometheus gives a metric of OpenTelemetry: `http.server.duration` in `s` is
 * `http_server_duration_seconds`, a sum that only grows ends in `_total`, a gauge in `1` in `_ratio`. A unit that the name
 * holds already is not repeated. https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
 */
export function toPrometheusName({
  name,
  unit,
  kind,
  isMonotonic,
}: Pick<OtlpMetric, 'name' | 'unit' | 'kind' | 'isMonotonic'>): string {
  const words = wordsOf(name);
  const [main = '', per = ''] = unit
    .replace(/\{[^}]*\}/g, '')
    .split('/', 2)
    .map(part => part.trim());
  addWord(words, named(UNITS, main));
  const perWord = named(PER, per);
  if (perWord !== '' && !words.includes(perWord)) words.push('per', ...wordsOf(perWord));
  if (kind === 'sum' && isMonotonic) moveToEnd(words, 'total');
  if (kind === 'gauge' && main === '1') moveToEnd(words, 'ratio');
  const joined = words.join('_');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** A label as Prometheus names the attribute: `http.route` is `http_route`. */
export function toPrometheusLabel(key: string): string {
  const plain = key.replace(/[^a-zA-Z0-9_]/gu, '_').replace(/^__+/, '_');
  return /^\d/.test(plain) ? `key_${plain}` : plain;
}

/** The unit for people; undefined where there is none. */
export function shownUnit(unit: string): string | undefined {
  const plain = unit.replace(/\{[^}]*\}/g, '').trim();
  if (plain === '' || plain === '1') return undefined;
  return Object.hasOwn(SHOWN, plain) ? SHOWN[plain] : named(UNITS, plain) || undefined;
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}:]+/u).filter(word => word !== '');
}

function named(names: Readonly<Record<string, string>>, unit: string): string {
  return Object.hasOwn(names, unit) ? names[unit]! : unit;
}

function addWord(words: string[], text: string): void {
  const [...added] = wordsOf(text);
  if (added.length > 0 && !words.includes(added.join('_'))) words.push(...added);
}

function moveToEnd(words: string[], word: string): void {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word)) words.splice(at, 1);
  words.push(word);
}
