/** One page for each technique: the idea, the semantics, one example, what is promised and what is not. */
export const TECHNIQUE_PAGES: readonly string[] = [
  'docs/transactional.md',
  'docs/stream-buffer.md',
  'docs/router.md',
  'docs/reactive-stream.md',
  'docs/middleware.md',
];
