/** Causes are followed this far: wrappers add one or two, and a chain may be a ring. */
const MAX_CAUSES = 8;

/** SQLite's extended result code (`SQLITE_BUSY`, `SQLITE_CONSTRAINT_UNIQUE`, ...) of an error or of what caused it. */
export function sqliteCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string' && current.code.startsWith('SQLITE_'))
      return current.code;
    current = current.cause;
  }
  return undefined;
}
