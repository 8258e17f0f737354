import { testClaims } from '../testing/claim.ts';
import { createStreamBuffer } from './buffer.ts';
import { http1Kind, socketKind } from './testing/http1-kind.ts';
import { http2Kind } from './testing/http2-kind.ts';
import { sinkTck } from './testing/sink-tck.ts';
import { webSocketKind } from './testing/web-socket-kind.ts';

/** HTTP/1 up to the close is part of the suite of the buffer. */
const kinds = [http1Kind({ isChunked: true }), socketKind, http2Kind, webSocketKind({ isCompressed: false })];

for (const kind of kinds) testClaims(kind.name, sinkTck(kind, createStreamBuffer));
