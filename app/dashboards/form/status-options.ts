/** How a value stands, to choose from: each with its shape. */
export const STATUS_OPTIONS = [
  { name: 'ok', words: '● well' },
  { name: 'warn', words: '▲ warning' },
  { name: 'crit', words: '◆ critical' },
];
