import type { BodyFormat } from './body-format.ts';
import { FIELDS } from './walk.ts';
import { type Line, readShare, type Workload } from './workload.ts';

export interface Body {
  readonly bytes: Buffer;
  readonly points: number;
}

export interface BodiesOptions {
  readonly format: BodyFormat;
  readonly linesPerBody: number;
  readonly connections: number;
}

/** All bodies of a workload, made before the clock starts: a list for each connection. */
export function createBodies(workload: Workload, options: BodiesOptions): Body[][] {
  const { format, linesPerBody, connections } = options;
  return Array.from({ length: connections }, (_, share) => {
    const bodies: Body[] = [];
    for (const lines of inGroups(readShare(workload, share, connections), linesPerBody))
      bodies.push({ bytes: format.encode(lines), points: lines.length * FIELDS.length });
    return bodies;
  });
}

function* inGroups(lines: Iterable<Line>, size: number): Generator<Line[]> {
  let group: Line[] = [];
  for (const line of lines) {
    group.push(line);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
