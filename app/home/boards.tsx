import { BoardRow } from '../../components/board-row.tsx';
import { freshnessOf } from '../../components/format/freshness.ts';
import { panelCount } from '../../components/format/panel-count.ts';
import { arrangePanels } from '../dashboards/layout/arrange-panels.ts';
import type { Watch } from '../history/watch.ts';
import { area, Slot } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { routes } from '../routes.ts';
import type { Lead } from './leads.ts';

export interface BoardsProps {
  readonly leads: readonly Lead[];
  readonly watch: Watch;
  readonly unitOf: (key: string) => string | undefined;
  readonly nowMs: number;
}

/** The list of dashboards, each with its leading number. */
export function boardsArea({ leads, ...rest }: BoardsProps): Area {
  const rows = leads.map(lead => ({ id: rowId(lead), html: String(<Row lead={lead} {...rest} />) }));
  return area(
    'boards-rows',
    <ol class="boards" id="boards-rows">
      <Slot />
    </ol>,
    rows,
  );
}

const rowId = ({ dashboard }: Lead) => `board-${dashboard.slug}`;

function Row({ lead, watch, unitOf, nowMs }: Omit<BoardsProps, 'leads'> & { lead: Lead }) {
  const { slug, definition } = lead.dashboard;
  const series = lead.selector && watch.select(lead.selector)[0];
  const numberOf = (one: NonNullable<typeof series>, name: string) => ({
    ...{ name, value: one.value, values: one.line(nowMs) },
    unit: unitOf(one.key) ?? one.unit ?? '',
  });
  const fresh = series && freshnessOf(series.atMs, series.intervalMs, nowMs);
  return (
    <BoardRow
      id={rowId(lead)}
      href={routes.dashboard.href({ slug })}
      title={definition.title}
      note={definition.subtitle ?? panelCount(definition.panels.length)}
      state={fresh?.state ?? 'empty'}
      panels={arrangePanels(definition.panels)}
      lead={series && lead.name !== undefined ? numberOf(series, lead.name) : undefined}
      status={statusOf(fresh, lead)}
    />
  );
}

function statusOf(fresh: ReturnType<typeof freshnessOf> | undefined, { selector }: Lead) {
  if (!selector) return undefined;
  if (!fresh) return { status: 'none', words: 'no reading yet' } as const;
  return fresh.state === 'stale'
    ? ({ status: 'none', words: fresh.age } as const)
    : ({ status: 'ok', words: 'live' } as const);
}
