import { PbfWriter } from 'pbf';

export type OtlpEncoding = 'json' | 'protobuf';

export const OTLP_TYPES: Readonly<Record<OtlpEncoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

/** Codes of `google.rpc.Status` by the status of HTTP. */
const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  408: 4,
  413: 3,
  415: 3,
  429: 8,
  503: 14,
};

/** A refusal as OTLP wants it: `google.rpc.Status` in the encoding of the request. */
export function otlpStatus(encoding: OtlpEncoding, status: number, message: string): Uint8Array<ArrayBuffer> {
  const code = CODES[status] ?? 13;
  if (encoding === 'json') return utf8(JSON.stringify({ code, message }));
  const writer = new PbfWriter();
  writer.writeTag(1, 0);
  writer.writeVarint(code);
  writer.writeTag(2, 2);
  writer.writeString(message);
  return Uint8Array.from(writer.finish());
}

/** The answer to what was kept, wholly or in part. `rejectedField` is the name that the kind of signal has for it in JSON. */
export function otlpAnswer(
  encoding: OtlpEncoding,
  rejectedField: string,
  rejected: number,
  message: string,
): Uint8Array<ArrayBuffer> {
  const isWhole = rejected === 0 && message === '';
  if (encoding === 'json') {
    return utf8(
      JSON.stringify(isWhole ? {} : { partialSuccess: { [rejectedField]: String(rejected), errorMessage: message } }),
    );
  }
  const writer = new PbfWriter();
  if (!isWhole)
    writer.writeMessage(
      1,
      (_, partial) => {
        partial.writeTag(1, 0);
        partial.writeVarint(rejected);
        partial.writeTag(2, 2);
        partial.writeString(message);
      },
      null,
    );
  return Uint8Array.from(writer.finish());
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text));
}
