import { RefusedError } from '../backup/refused-error.ts';
import { routes } from '../routes.ts';
import type { Target } from './target.ts';
import { fetchForTop } from './top-fetch.ts';

export interface TopBoard {
  readonly slug: string;
  readonly title: string;
}

/** The dashboards there are, and the one that is looked at. */
export interface TopBoards {
  readonly list: readonly TopBoard[];
  readonly at: number;
}

/** @throws RefusedError when there is none, or none of that name. */
export async function findBoards(target: Target, wanted: string | undefined): Promise<TopBoards> {
  const response = await fetchForTop(target, routes.home.href(), 'application/json');
  const { dashboards } = (await response.json()) as { dashboards: TopBoard[] };
  const at = wanted === undefined ? 0 : dashboards.findIndex(({ slug }) => slug === wanted);
  if (dashboards.length === 0) throw new RefusedError('There is no dashboard yet. Home in a browser makes one.');
  if (at >= 0) return { list: dashboards.map(({ slug, title }) => ({ slug, title })), at };
  const known = dashboards.map(({ slug }) => slug).join(', ');
  throw new RefusedError(`There is no dashboard "${wanted}". There are: ${known}.`);
}
