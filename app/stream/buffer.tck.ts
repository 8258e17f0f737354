import type { Claim, ClaimContext } from '../testing/claim.ts';
import type { StreamBuffer, StreamBufferOptions } from './buffer.ts';
import { lagClaims } from './testing/buffer-lag.ts';
import { memoryClaims } from './testing/buffer-memory.ts';
import { readingClaims } from './testing/buffer-reading.ts';
import { writingClaims } from './testing/buffer-writing.ts';
import { http1Kind } from './testing/http1-kind.ts';
import { sinkTck } from './testing/sink-tck.ts';

/** Makes the buffer under test. */
export type CreateBuffer = (options: StreamBufferOptions) => StreamBuffer;

export type BufferClaims = Record<string, (create: CreateBuffer, context: ClaimContext) => void | Promise<void>>;

/** Conformance suite for stream buffers of this shape, whoever implements them: B1 to B18, also those that need sockets. */
export function bufferTck(create: CreateBuffer): readonly Claim[] {
  const claims = { ...readingClaims, ...lagClaims, ...writingClaims, ...memoryClaims };
  const inMemory = Object.entries(claims).map(([name, check]) => ({
    name,
    run: (context: ClaimContext) => check(create, context),
  }));
  return [...inMemory, ...sinkTck(http1Kind({ isChunked: false }), create)];
}
