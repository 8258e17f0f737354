import { formatNumber } from '../../components/format/format-number.ts';
import { routes } from '../routes.ts';
import type { Facet } from './facets.ts';
import { type Wanted, wantedQuery } from './wanted.ts';

export interface FacetListProps {
  readonly facets: readonly Facet[];
  readonly wanted: Wanted;
  /** Only so many series were counted, of more; undefined: all were. */
  readonly among: number | undefined;
}

/** Labels by which the list can be narrowed, each value a link; those that are chosen lead back. */
export function FacetList({ facets, wanted, among }: FacetListProps) {
  const chosen = Object.entries(wanted.labels);
  if (facets.length === 0 && chosen.length === 0) return null;
  const hrefWith = (labels: Wanted['labels']) => routes.explore.href({}, wantedQuery({ ...wanted, labels, page: 1 }));
  return (
    <nav class="facets" aria-label="Narrow by label">
      {chosen.map(([name, value]) => {
        const { [name]: _, ...others } = wanted.labels;
        return (
          <a class="facets__value facets__value--chosen" href={hrefWith(others)}>
            {name}={value} <span class="unseen">chosen: show all again</span>
            <span aria-hidden="true">×</span>
          </a>
        );
      })}
      {facets.map(({ name, values, more }) => (
        <p class="facets__label">
          <span class="facets__name">{name}</span>
          {values.map(({ value, count }) => (
            <a class="facets__value" href={hrefWith({ ...wanted.labels, [name]: value })}>
              {value} <span class="dim">{formatNumber(count)}</span>
            </a>
          ))}
          {more > 0 && <span class="dim">and {formatNumber(more)} more</span>}
        </p>
      ))}
      {among !== undefined && facets.length > 0 && (
        <p class="explore__counted dim">
          Counted among the {formatNumber(among)} series with the newest readings. Search to count others.
        </p>
      )}
    </nav>
  );
}
