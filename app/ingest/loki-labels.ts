const LABEL = /\s*([A-Za-z_][\w.]*)\s*=\s*("(?:[^"\\]|\\.)*"|`[^`]*`)\s*(,|$)/y;

/** `{app="shop", level="warn"}`, as labels are written in protobuf. Undefined where it is none. */
export function parseLokiLabels(text: string): Record<string, string> | undefined {
  const inside = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const labels: Record<string, string> = {};
  for (let at = 0; at < inside.trimEnd().length; ) {
    LABEL.lastIndex = at;
    const match = LABEL.exec(inside);
    if (!match) return undefined;
    if (match[1] !== '__proto__') labels[match[1]!] = unquote(match[2]!);
    at = LABEL.lastIndex;
  }
  return labels;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(quoted: string): string {
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return inside;
  return inside.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, (_, u, x, character) =>
    character === undefined ? String.fromCharCode(Number.parseInt(u ?? x, 16)) : (ESCAPES[character] ?? character),
  );
}
