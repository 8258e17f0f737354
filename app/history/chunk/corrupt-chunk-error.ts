/** The bytes are no chunk, or no longer: what was read from them must not be used. */
export class CorruptChunkError extends Error {
  override readonly name = 'CorruptChunkError';
  readonly code = 'CORRUPT_CHUNK';
}
