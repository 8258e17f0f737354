import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { formatNumber } from '../../components/format/format-number.ts';
import { LiveStream } from '../../components/live.tsx';
import { SearchForm } from '../../components/search-form.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { ExploreSegment } from './explore-segment.tsx';
import { FacetList } from './facet-list.tsx';
import type { Facet } from './facets.ts';
import { MAX_COUNTED } from './scenes.tsx';
import { type Wanted, wantedQuery } from './wanted.ts';

export interface ExplorePageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly found: Child;
  readonly search: string;
  readonly toast?: Child;
}

/** All series, searched as you type. */
export function ExplorePage({ shell, live, found, search, toast }: ExplorePageProps) {
  return (
    <Page {...{ shell, live, toast }} title="Explore" room="explore" acts={<ExploreSegment current="series" />}>
      <SearchForm
        href={routes.explore.href()}
        search={search}
        label="Search series"
        placeholder="Metric, label or value"
      />
      {found}
    </Page>
  );
}

export interface FoundProps {
  /** The rows as the screen drew them last. */
  readonly rows: string;
  readonly liveHref: string;
  /** Series there are, all in all. */
  readonly total: number;
  readonly limit: number;
  /** There are more that match than are looked through. */
  readonly isCut: boolean;
  readonly wanted: Wanted;
  readonly facets: readonly Facet[];
}

/** The table of what was found, with the stream of its own; a search swaps both. */
export function Found({ rows, liveHref, total, limit, isCut, wanted, facets }: FoundProps) {
  const hrefOf = (page: number) => routes.explore.href({}, wantedQuery({ ...wanted, page }));
  return (
    <section class="sheet explore__found" id="found" aria-label="Series">
      <FacetList {...{ facets, wanted, among: isCut ? MAX_COUNTED : undefined }} />
      <div class="table-scroll">
        <table class="table table--roomy">
          <caption class="unseen">Series</caption>
          <thead>
            <tr>
              <th class="table__head table__head--text" scope="col">
                metric
              </th>
              <th class="table__head table__head--text" scope="col">
                labels
              </th>
              <th class="table__head table__head--text" scope="col">
                last 15 min
              </th>
              <th class="table__head" scope="col">
                now
              </th>
              <th class="table__head" scope="col">
                age
              </th>
              <th class="table__head series__every" scope="col">
                every
              </th>
              <th class="table__head table__head--text series__sender" scope="col">
                sent by
              </th>
            </tr>
          </thead>
          {raw(rows)}
        </table>
      </div>
      {total > limit && (
        <p class="explore__more dim">
          {wanted.page === 1 ? (
            <>
              The {limit} series with the newest readings of {sayTotal(total, isCut)}. Search to see others.
            </>
          ) : (
            <>
              Page {wanted.page} of the series with the newest readings of {sayTotal(total, isCut)}.{' '}
              <a class="link" href={hrefOf(wanted.page - 1)}>
                Back
              </a>
            </>
          )}{' '}
          {wanted.page * limit < total && (
            <a class="link" href={hrefOf(wanted.page + 1)}>
              Next {limit}
            </a>
          )}
        </p>
      )}
      <LiveStream href={liveHref} />
    </section>
  );
}

/** More than are looked through are known only where nothing was asked for. */
function sayTotal(total: number, isCut: boolean): string {
  return isCut && total <= MAX_COUNTED ? `${formatNumber(total)} or more` : formatNumber(total);
}
