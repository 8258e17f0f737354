/** A program on a page, and what the page says that it prints. */
export interface Example {
  readonly code: string;
  readonly output: string;
}

const EXAMPLE = /^```ts example\n(?<code>[\s\S]*?)^```$(?:\s*^```text output\n(?<output>[\s\S]*?)^```$)?/gm;

/**
 * The programs of a Markdown page: each block opened by ```` ```ts example ````, with the block below it, opened by ```` ```text output ````.
 * @throws Error when there is no such block directly below a program, or one below no program.
 */
export function examplesIn(text: string): Example[] {
  const examples = [...text.matchAll(EXAMPLE)].map(({ groups }) => {
    if (groups?.output === undefined) throw new Error(`This example has no output below it:\n${groups?.code}`);
    return { code: groups.code!, output: groups.output };
  });
  const openings = text.match(/^ *```+ *(?:ts|typescript) +example\b|^ *```+ *text +output\b/gm) ?? [];
  if (openings.length !== 2 * examples.length) throw new Error(`Not every example is one: ${openings.join(', ')}`);
  return examples;
}
