/** Bound of the names that people give to themselves and to tokens. */
export const NAME_MAX_CHARS = 100;

export const LONG_NAME = `At most ${NAME_MAX_CHARS} characters.`;
