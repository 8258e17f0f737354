import type { Child } from 'hono/jsx';
import { routes } from '../../routes.ts';
import type { Dashboard } from '../store.ts';

const MACHINE_SLUG = 'this-machine';

/** What stands behind the title of a dashboard. One machine leads to the others. */
export function boardNote({ slug, definition: { subtitle } }: Dashboard): Child {
  if (slug !== MACHINE_SLUG) return subtitle;
  return (
    <>
      {subtitle} ·{' '}
      <a class="link" href={routes.hosts.href()}>
        all hosts
      </a>
    </>
  );
}
