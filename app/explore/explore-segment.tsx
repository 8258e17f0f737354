import { Segment } from '../../components/segment.tsx';
import { routes } from '../routes.ts';

/** The ways to explore: through the list of all series, by asking, and by the machines that send. */
export function ExploreSegment({ current }: { current: 'series' | 'query' | 'hosts' }) {
  return (
    <Segment
      label="Explore by"
      options={[
        { href: routes.explore.href(), label: 'All series', current: current === 'series' },
        { href: routes.query.href(), label: 'Query', current: current === 'query' },
        { href: routes.hosts.href(), label: 'Hosts', current: current === 'hosts' },
      ]}
    />
  );
}
