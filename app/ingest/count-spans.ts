import { HttpError } from '../http/http-error.ts';
import { openBrace } from './ascii.ts';
import { byteOrderMarkBytes } from './locator.ts';
import type { OtlpEncoding } from './otlp-answer.ts';
import { ProtobufFault, ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { skipSpace } from './space.ts';

/** In JSON each span has this, and nothing else in a request for traces. */
const MARK = '"startTimeUnixNano"';

/** How many spans a request for traces holds, without reading them. Throws `HttpError` 400 for a body that is none. */
export function countSpans(body: Buffer, encoding: OtlpEncoding): number {
  if (encoding === 'json') return countMarks(body);
  const reader = new ProtobufReader(body);
  try {
    return countFields(reader, reader.end, 2);
  } catch (error) {
    if (!(error instanceof ProtobufFault)) throw error;
    throw new HttpError(400, `The body cannot be read: ${error.message}`, { cause: error });
  }
}

function countMarks(body: Buffer): number {
  if (body[skipSpace(body, byteOrderMarkBytes(body))] !== openBrace)
    throw new HttpError(
      400,
      'The body is no JSON object. Send an ExportTraceServiceRequest, or set OTEL_TRACES_EXPORTER=none.',
    );
  let count = 0;
  for (let at = body.indexOf(MARK); at >= 0; at = body.indexOf(MARK, at + MARK.length)) count++;
  return count;
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
