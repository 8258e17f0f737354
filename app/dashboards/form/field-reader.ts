/** Reads fields of a form as what they stand for, and keeps what is wrong with each. Empty fields stand for nothing. */
export interface FieldReader {
  has(name: string): boolean;
  text(name: string): string | undefined;
  /** With its breaks and spaces as they are; browsers send CR LF. */
  lines(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): true | undefined;
  /** Texts between commas. */
  list(name: string): string[];
  refuse(name: string, sentence: string): void;
  readonly problems: Map<string, string>;
}

export function createFieldReader(fields: URLSearchParams): FieldReader {
  const problems = new Map<string, string>();
  const refuse = (name: string, sentence: string) => {
    if (!problems.has(name)) problems.set(name, sentence);
  };
  const text = (name: string) => fields.get(name)?.trim() || undefined;
  return {
    problems,
    refuse,
    has: name => fields.has(name),
    text,
    lines: name => fields.get(name)?.replaceAll('\r\n', '\n') || undefined,
    number(name) {
      const written = text(name);
      if (written === undefined) return undefined;
      const value = readNumber(written);
      if (value === undefined) refuse(name, 'Write a number, such as 21.5.');
      return value;
    },
    flag: name => (fields.has(name) ? true : undefined),
    list: name => (fields.get(name) ?? '').split(',').flatMap(part => part.trim() || []),
  };
}

/** With a point or a comma before the decimals. */
function readNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}
