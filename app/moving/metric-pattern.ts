/** Tells whether a metric matches a pattern of a shell: `*` stands for any characters, `?` for one. */
export function metricPattern(pattern: string): (metric: string) => boolean {
  const parts = pattern.split(/([*?])/).map(part => WILD[part] ?? part.replace(/[^\w:]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('')}$`);
  return metric => expression.test(metric);
}

const WILD: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };
