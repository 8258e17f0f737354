const NEEDED = { major: 22, minor: 14 };

/** A sentence when this Node is too old to load SQLite's module, which would otherwise crash without a word. */
export function refuseOldNode(running: string): string | undefined {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return undefined;
  return `Telltale needs Node ${NEEDED.major}.${NEEDED.minor} or newer; this is Node ${running}. Without installing one: npx -p node@24 -p telltale telltale`;
}
