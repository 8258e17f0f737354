import { routes } from '../../routes.ts';
import type { Visitor } from './visitor.ts';

export type OwnNumbers = Readonly<Record<string, number>>;

/** What the server says of itself: `telltale_streams_open` and the like, by name; of series with labels, their sum. */
export async function readOwnNumbers(visitor: Visitor): Promise<OwnNumbers> {
  const answer = await visitor.get(routes.explore.href({}, { q: 'telltale_' }), 'application/json');
  const { series } = (await answer.json()) as { series: { metric: string; value: number }[] };
  const numbers: Record<string, number> = {};
  for (const { metric, value } of series) numbers[metric] = (numbers[metric] ?? 0) + value;
  return numbers;
}

/** Looks at them again whenever a stream of the server says something, which is once a second, until `holds`. */
export async function untilOwnNumbers(visitor: Visitor, holds: (numbers: OwnNumbers) => boolean): Promise<OwnNumbers> {
  const { streamPath } = await visitor.visit(routes.explore.href({}, { q: 'telltale_' }));
  using clock = visitor.stream(streamPath);
  for (;;) {
    const heard = clock.events.length;
    await clock.until(() => clock.events.length > heard);
    const numbers = await readOwnNumbers(visitor);
    if (holds(numbers)) return numbers;
  }
}
