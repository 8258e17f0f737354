import { HttpError } from '../http/http-error.ts';
import type { OtlpEncoding } from './otlp-answer.ts';
import { otlpJson } from './otlp-json.ts';
import { ProtobufFault, ProtobufReader, wire } from './protobuf-reader.ts';

/** How many spans a request for traces holds. Throws `HttpError` 400 for one that cannot be read. */
export function countSpans(body: Buffer, encoding: OtlpEncoding): number {
  try {
    if (encoding === 'json') return countInJson(JSON.parse(body.toString('utf8')));
    const reader = new ProtobufReader(body);
    return countFields(reader, reader.end, 2);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof ProtobufFault)) throw error;
    throw new HttpError(400, `The body cannot be read: ${error.message}`, { cause: error });
  }
}

function countInJson(request: unknown): number {
  const { list, map } = otlpJson;
  const scopes = list(map(request).resourceSpans).flatMap(one => list(map(one).scopeSpans));
  return scopes.reduce<number>((sum, scope) => sum + list(map(scope).spans).length, 0);
}

/** Resources are field 1 of the request, scopes field 2 of them, and spans field 2 of these. */
function countFields(reader: ProtobufReader, end: number, depth: number): number {
  let count = 0;
  const wanted = depth === 2 ? 1 : 2;
  while (reader.next(end)) {
    if (!reader.is(wanted, wire.bytes)) reader.skip();
    else if (depth > 0) count += countFields(reader, reader.enter(), depth - 1);
    else {
      reader.skip();
      count++;
    }
  }
  return count;
}
