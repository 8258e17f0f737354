import { routes } from '../../routes.ts';

/**
 * Attributes of a form that changes a dashboard. Where there is script, the strip of the panel that is worked on is swapped, and
 * answers come one after the other; else the page comes anew.
 */
export function editForm(slug: string): Readonly<Record<string, string>> {
  const href = routes.dashboardEdit.href({ slug });
  return {
    method: 'post',
    action: href,
    'hx-post': href,
    'hx-target': '#edit-strip',
    'hx-swap': 'outerMorph',
    'hx-sync': '#edit-strip:queue all',
    'hx-status:4xx': 'swap:none',
    'hx-status:5xx': 'swap:none',
  };
}
