/** Where errors go that nobody else can be told: a process warning. */
export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
