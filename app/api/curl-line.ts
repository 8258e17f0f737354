import type { Endpoint, Example, Standpoint } from './endpoint.ts';
import { exampleFields } from './example-fields.ts';

/** A line for a terminal; `TOKEN` stands for the token. */
export function curlLine({ right }: Pick<Endpoint, 'right'>, example: Example, { origin, nowMs }: Standpoint): string {
  const { method, href, accept, contentType, body } = example;
  const sent = Object.entries(exampleFields(example, nowMs)).map(
    ([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`,
  );
  const hasData = body !== undefined || sent.length > 0;
  return [
    'curl',
    ...(method === 'GET' && hasData ? ['-G'] : []),
    ...(method === 'PUT' || method === 'DELETE' || (method === 'POST' && !hasData) ? [`-X ${method}`] : []),
    ...(right ? [header('Authorization', 'Bearer TOKEN')] : []),
    ...(accept ? [header('Accept', accept)] : []),
    ...(contentType ? [header('Content-Type', contentType)] : []),
    ...(body === undefined ? [] : [`--data-binary ${quote(body)}`]),
    quote(origin + href),
    ...sent,
  ].join(' ');
}

const header = (name: string, value: string) => `-H ${quote(`${name}: ${value}`)}`;

const PLAIN = /^[\w./:=@%+-]+$/;

/** As one word of a shell. */
function quote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
