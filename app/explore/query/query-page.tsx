import type { Child } from 'hono/jsx';
import type { Range } from '../../dashboards/range.ts';
import { Page, type PageShell } from '../../http/page.tsx';
import { ExploreSegment } from '../explore-segment.tsx';
import { QueryBox } from './query-box.tsx';

export interface QueryPageProps {
  readonly shell: PageShell;
  readonly query: string;
  readonly range: Range;
  readonly isRefused: boolean;
  /** What the last answer is, in a sentence, for readers who hear the page. */
  readonly said: string;
  readonly children?: Child;
}

/** Asking in PromQL: the query is the address. */
export function QueryPage({ shell, query, range, isRefused, said, children }: QueryPageProps) {
  return (
    <Page
      shell={shell}
      title="Explore"
      room="explore"
      acts={<ExploreSegment current="query" />}
      scripts={['js/query.js']}
    >
      <QueryBox query={query} range={range.name} isRefused={isRefused} />
      <p class="unseen" role="status" id="query-said">
        {said}
      </p>
      {children}
    </Page>
  );
}
