/** Programs that print what they get where a person reads it; they ask for anything and say only who they are. */
const PRINTING_CLIENT = /^(?:curl|wget|httpie)\b/i;

/** Whether the client writes answers to a terminal, which shows text and understands ANSI escapes. */
export function isTerminal(userAgent: string | null): boolean {
  return userAgent !== null && PRINTING_CLIENT.test(userAgent);
}
