/** Attributes, whose names JSX cannot spell: the body of an error is never swapped in. */
export const neverSwapErrors = { 'hx-status:4xx': 'swap:none', 'hx-status:5xx': 'swap:none' } as const;
