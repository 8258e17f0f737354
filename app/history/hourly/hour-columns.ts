/** The columns of packed hours, in the order in which they lie in the file. */
export const HOUR_COLUMNS = ['count', 'sum', 'min', 'max', 'first', 'last'] as const;
