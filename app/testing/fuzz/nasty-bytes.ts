const DEEP = 9_000;

const TEXTS: readonly string[] = [
  // Numbers at the ends of what numbers can be, and beyond.
  ...['0', '-1', '-0', '1e400', '1e-400', '-9223372036854775808', '18446744073709551616', '9'.repeat(400), '.', '+'],
  ...['0x7fffffffffffffff', 'NaN', '-Infinity', '1_000', '٣', '½', '1e', `0.${'0'.repeat(400)}1`],
  // Names that mean something to JavaScript, and words that mean something to JSON.
  ...['__proto__', 'constructor', 'toString', 'null', 'true', 'undefined', '"__proto__":{}'],
  // Odd Unicode: halves of characters, turned writing, marks without a letter, letters that change their length.
  ...[
    '\ud800',
    '\udfff',
    '\u202e',
    '\u0301'.repeat(50),
    'İ',
    'ß',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\u00a0',
    '😀',
    '👩‍👩‍👧',
  ],
  ...[
    '\0',
    '\u001b[31m',
    '\u001b]8;;',
    '\u007f',
    '\\u0000',
    '\\ud800',
    '\\',
    '\\"',
    '%',
    '%00',
    '%ff',
    '+',
    '\r',
    '\n',
    '\r\n',
    '\t',
  ],
  // Nesting.
  ...['[', '{"a":', '(', '{', '((', '[[', '<', '"', "'", '`'],
  ...['['.repeat(DEEP), '{"a":'.repeat(DEEP), '('.repeat(DEEP), '-'.repeat(DEEP), ' '.repeat(DEEP), '\\'.repeat(DEEP)],
  `${'['.repeat(3 * DEEP)}${']'.repeat(3 * DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  ...['}', ']', ')', ',', ':', ';', '=', '.', '/', '#', '&', '?', '"}', '"]', ',,', '{}', '[]', '""'],
];

const BYTES: readonly (readonly number[])[] = [
  // No UTF-8: halves, overlong forms, surrogates, beyond the last character.
  ...[[0xff], [0xfe, 0xff], [0xc0, 0x80], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80]],
  // Empty messages of protobuf, one in the other, and fields of all kinds.
  ...[[0x0a, 0x00], [0x12, 0x00], [0x0a, 0x04, 0x0a, 0x02, 0x0a, 0x00], [0x09], [0x0d], [0x0b], [0x0c], [0x00]],
  // Markers of JPEG, and the head of a chunk.
  ...[
    [0xff, 0xd8, 0xff],
    [0xff, 0xd9],
    [0xff, 0xda],
    [0xff, 0xff],
    [0xff, 0xe1, 0x00, 0x00],
    [0, 0, 0, 0],
  ],
];

/** What parsers stumble over. */
export const NASTY_BYTES: readonly Buffer[] = [
  ...TEXTS.map(text => Buffer.from(text)),
  ...BYTES.map(bytes => Buffer.from(bytes)),
];
