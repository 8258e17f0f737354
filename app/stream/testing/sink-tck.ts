import type { Claim } from '../../testing/claim.ts';
import type { CreateBuffer } from '../buffer.tck.ts';
import { deliveryClaims } from './sink-delivery.ts';
import { faultClaims } from './sink-faults.ts';
import type { SinkKind } from './sink-kind.ts';
import { createSinkStage } from './sink-stage.ts';

/** What a buffer and its pump promise to a client of this kind, checked on real connections with clients that pause. */
export function sinkTck(kind: SinkKind, create: CreateBuffer): readonly Claim[] {
  return Object.entries({ ...deliveryClaims, ...faultClaims }).map(([name, check]) => ({
    name,
    run: context => check(createSinkStage(kind, create, context)),
  }));
}
