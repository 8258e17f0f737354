/** How a value stands. Each has a shape beside its colour: a circle, a triangle, a diamond. */
export const VALUE_STATUSES = ['ok', 'warn', 'crit'] as const;
export type ValueStatus = (typeof VALUE_STATUSES)[number];
