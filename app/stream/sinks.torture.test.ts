import { testClaims } from '../testing/claim.ts';
import { rounds } from '../testing/rounds.ts';
import { createStreamBuffer } from './buffer.ts';
import { sinkTck } from './testing/sink-tck.ts';
import { webSocketKind } from './testing/web-socket-kind.ts';

/** Messages are compressed one by one in other threads, so that it takes seconds until a pipe is full. */
const kind = webSocketKind({ isCompressed: true });
const claims = sinkTck(kind, createStreamBuffer);
const mostImportant = claims.filter(({ name }) => /^(B5|B14|B18 writes|B11 an abort)/.test(name));

testClaims(kind.name, rounds({ ci: 0, torture: 1 }) > 0 ? claims : mostImportant);
