/** A request as far as parsers see it. */
export interface FuzzedRequest {
  readonly target: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** Any bytes as a request: the address, header lines, an empty line, the body. What no server lets through is left out. */
export function asRequest(input: Buffer): FuzzedRequest {
  const end = input.indexOf('\n\n');
  const [target = '', ...lines] = input.toString('latin1', 0, end < 0 ? input.length : end).split('\n');
  const headers = new Headers();
  for (const line of lines.slice(0, 100)) {
    const at = line.indexOf(':');
    const value = line.slice(at + 1).replaceAll(/[\0\r]/g, '');
    if (NAME.test(line.slice(0, Math.max(0, at)))) headers.append(line.slice(0, at), value);
  }
  const [path = '', query = ''] = target.split('?');
  return {
    target: path,
    headers,
    query: new URLSearchParams(query),
    body: end < 0 ? Buffer.alloc(0) : input.subarray(end + 2),
  };
}
