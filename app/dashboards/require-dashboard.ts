import { HttpError } from '../http/http-error.ts';
import type { Dashboard, DashboardStore } from './store.ts';

/** @throws HttpError 404 when there is none of that name. */
export function requireDashboard(store: Pick<DashboardStore, 'find'>, slug: string): Dashboard {
  const dashboard = store.find(slug);
  if (!dashboard) {
    const sentence = `There is no dashboard "${slug}". It may have been deleted; Home lists those there are.`;
    throw new HttpError(404, sentence);
  }
  return dashboard;
}
