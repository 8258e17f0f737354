import { readFileSync } from 'node:fs';

/** A request as it stands in a golden file: the address, header lines, an empty line, the body. */
export interface WrittenRequest {
  /** Path and query. */
  readonly target: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** Reads `golden/NAME.http`. Header values are bytes, as they come over the wire. */
export function readRequestFile(file: URL): WrittenRequest {
  const bytes = readFileSync(file);
  const end = bytes.indexOf('\n\n');
  const [target = '', ...lines] = bytes
    .subarray(0, end < 0 ? undefined : end)
    .toString('latin1')
    .trimEnd()
    .split('\n');
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  const body = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 2);
  return { target, headers, query: new URL(target, 'http://localhost').searchParams, body: trimLineBreak(body) };
}

/** Editors end a file with a line break; the body has none. */
function trimLineBreak(body: Buffer): Buffer {
  return body.at(-1) === 0x0a ? body.subarray(0, -1) : body;
}
