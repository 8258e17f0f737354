import { z } from 'zod';
import { placed } from './placed.ts';

/** Reading the most awkward text of this length takes a tenth of a second. */
const MAX_CHARS = 10_000;
/** Deeper than anybody reads; how deep a program could go is not the question. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+][ \t])){21}/m;

/** Words that somebody wrote. */
export const TextPanel = z.strictObject({
  ...placed,
  kind: z.literal('text'),
  /** Without raw HTML and pictures, which are shown as they are written. */
  markdown: z
    .string()
    .max(MAX_CHARS)
    .refine(text => !TOO_DEEP.test(text), 'quotes and lists may lie in each other 20 deep'),
});
