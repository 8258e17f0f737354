/** Words, in small letters, that are no metrics where an expression begins. Between braces they can be: `{__name__="on"}`. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  'bool',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'inf',
  'nan',
]);
