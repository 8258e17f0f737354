import type { BodyReader } from '../body-reader.ts';
import type { BodyForm } from '../intake-calls.ts';
import { PointColumns } from '../point-columns.ts';
import { protocols } from '../protocols.ts';

/** A reader as a thread of the intake has one; gives how many points it found. Throws where a line is bad. */
export function createColumnsReader(form: BodyForm): (body: Buffer, nowMs: number) => number {
  const read = protocols[form.protocol]() as BodyReader<BodyForm>;
  const points = new PointColumns();
  return (body, nowMs) => {
    points.truncate(0);
    const { problems, settle } = read(form, body, nowMs, points);
    settle?.(true);
    if (problems[0]) throw new Error(problems[0].reason);
    return points.length;
  };
}
