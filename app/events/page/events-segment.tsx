import { Segment } from '../../../components/segment.tsx';
import { routes } from '../../routes.ts';

/** The two rooms of events. */
export function EventsSegment({ current }: { readonly current: 'events' | 'webhooks' }) {
  return (
    <Segment
      label="Events"
      options={[
        { href: routes.events.href(), label: 'Events', current: current === 'events' },
        { href: routes.webhooks.href(), label: 'Webhooks', current: current === 'webhooks' },
      ]}
    />
  );
}
