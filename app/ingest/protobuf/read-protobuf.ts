import { type Checked, invalid, valid } from '../checked.ts';
import { ProtobufFault, ProtobufReader } from './protobuf-reader.ts';

/** What `read` makes of a whole message, or the sentence why it cannot be read. */
export function readProtobuf<T>(body: Buffer, read: (reader: ProtobufReader) => T): Checked<T> {
  try {
    return valid(read(new ProtobufReader(body)));
  } catch (error) {
    if (error instanceof ProtobufFault) return invalid(error.message);
    throw error;
  }
}
