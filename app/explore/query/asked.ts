import type { Answer, Refusal } from './ask-query.ts';

/** What there is to show: an answer, why there is none, or queries to begin with where nothing was asked. */
export type Asked = { readonly kind: 'blank'; readonly examples: readonly string[] } | Refusal | Answer;
