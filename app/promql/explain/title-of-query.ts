import { namedMetrics } from '../complete/named-metrics.ts';

const TITLE_MAX_CHARS = 80;

/** What a name ends with though it says how it is counted, which the unit says. */
const MEASURES =
  /_(bytes|seconds|milliseconds|ms|celsius|fahrenheit|percent|ratio|total|count|volts|amperes|watts|hertz|metres|meters|grams|litres|lux|per_second)(?=_|$)/g;

/** A title for what a query or a name that a machine gave is about: `sum(rate(http_requests_total[5m]))` becomes `Http requests`; `Attic door` stays. */
export function titleOfQuery(query: string): string {
  const [metric] = /[({[]/.test(query) ? namedMetrics(query) : [];
  const name = metric ?? query;
  const isName = /^[a-z][\w.:-]*$/i.test(name);
  const words =
    (isName &&
      name
        .replace(MEASURES, '')
        .replace(/[_.:]+/g, ' ')
        .trim()) ||
    name;
  const title = isName && /^[a-z]/.test(words) ? words[0]!.toUpperCase() + words.slice(1) : words;
  return title.length > TITLE_MAX_CHARS ? `${title.slice(0, TITLE_MAX_CHARS - 1)}…` : title;
}
