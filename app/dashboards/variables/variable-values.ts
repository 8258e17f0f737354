/** What stands for the name of a variable. */
export interface VariableValues {
  readonly values: readonly string[];
  /** In a regular expression, where it is not simply one of the values: of all that there are, those to come too. */
  readonly pattern?: string | undefined;
  /** How it is told to people, where that is not the values: `All`. */
  readonly told?: string | undefined;
}

export type Scope = ReadonlyMap<string, VariableValues>;

/** A text as a regular expression that matches it alone; the escapes are RE2's. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** One of the values, as a regular expression. */
export function patternOf({ values, pattern }: VariableValues): string {
  if (pattern !== undefined) return pattern;
  return values.length === 1 ? escapeRegex(values[0]!) : `(${values.map(escapeRegex).join('|')})`;
}
