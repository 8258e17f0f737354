import { tellState } from '../../jobs/tell-state.ts';
import type { PanelDefinition } from '../definition.ts';
import type { PanelTable, PanelView } from '../panel.ts';
import { panelTable } from '../panel-table.ts';

/** The unit of a column of moments, which are milliseconds since 1970 UTC. */
export const MOMENT_UNIT = 'unix-ms';

const MOMENT = 'time';
/** Kinds whose rows have moments: before the first one there are columns all the same. */
const OF_MOMENTS: ReadonlySet<string> = new Set(['log', 'events']);

/** What a panel of any kind shows, as columns and rows; of those that show one thing, what is known of it. */
export function panelData(definition: PanelDefinition, view: PanelView): PanelTable {
  const { image, job, nowMs } = view;
  if (definition.kind === 'image')
    return tableOf(
      [MOMENT, 'name', 'width', 'height', 'format', 'bytes', 'sha256', 'labels'],
      (image ? [image.newest] : []).map(({ atMs, width, height, format, sizeBytes, hash, labels }) => {
        return [atMs, definition.name, width, height, format, sizeBytes, hash, pairsOf(labels)];
      }),
    );
  if (definition.kind === 'job') {
    const words = job && tellState(job, nowMs);
    return tableOf(
      ['job', 'state', 'news', 'more', 'percent', 'message', 'heard at'],
      job ? [[job.name, job.state, words!.news, words!.more, job.run?.percent, job.run?.message, job.heardMs]] : [],
    );
  }
  const table = panelTable(definition, view);
  if (table.columns.length > 0) return table;
  return 'queries' in definition || OF_MOMENTS.has(definition.kind) ? tableOf([MOMENT], []) : table;
}

function tableOf(labels: readonly string[], rows: PanelTable['rows']): PanelTable {
  const columns = labels.map(label => {
    return label === MOMENT || label.endsWith(' at') ? { label, unit: MOMENT_UNIT } : { label };
  });
  return { columns, rows };
}

function pairsOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
