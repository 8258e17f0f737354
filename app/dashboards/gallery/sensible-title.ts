const TITLE_MAX_CHARS = 80;

/** What a name ends with though it says how it is counted, which the unit of the panel says. */
const MEASURES =
  /_(bytes|seconds|milliseconds|ms|celsius|fahrenheit|percent|ratio|total|count|volts|amperes|watts|hertz|metres|meters|grams|litres|lux|per_second)(?=_|$)/g;

/** A title for a name that a machine gave: `http_requests_total` becomes `Http requests`, `Attic door` stays. */
export function sensibleTitle(name: string): string {
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
