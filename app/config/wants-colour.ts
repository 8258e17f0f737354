/** As <https://no-color.org> says: set to anything, it keeps colours out of terminals. */
export function wantsColour(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
