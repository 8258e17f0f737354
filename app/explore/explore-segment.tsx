import { Segment } from '../../components/segment.tsx';
import { routes } from '../routes.ts';

/** The two ways to explore: through the list of all series, or by asking. */
export function ExploreSegment({ current }: { current: 'series' | 'query' }) {
  return (
    <Segment
      label="Explore by"
      options={[
        { href: routes.explore.href(), label: 'All series', current: current === 'series' },
        { href: routes.query.href(), label: 'Query', current: current === 'query' },
      ]}
    />
  );
}
