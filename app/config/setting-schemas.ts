/* What settings are checked by. */
import { z } from 'zod';
import { type ParsedKeepRule, parseKeepRules } from '../history/retention/parse-keep-rules.ts';

export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine(number => number >= min && number <= max, message);
}

/** An address without a path. */
export function publicUrl() {
  return z.string().transform(toPublicUrl);
}

export function keepRules() {
  return z.string().transform(toKeepRules);
}

function toPublicUrl(text: string, context: z.RefinementCtx): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname.length === 1 && !url.search && !url.hash) return url;
  context.addIssue({
    code: 'custom',
    message: 'must be an http or https address without a path, such as https://telltale.example',
  });
  return z.NEVER;
}

function toKeepRules(text: string, context: z.RefinementCtx): readonly ParsedKeepRule[] {
  const rules = parseKeepRules(text);
  if (typeof rules !== 'string') return rules;
  context.addIssue({ code: 'custom', message: rules });
  return z.NEVER;
}
