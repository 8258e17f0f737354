import { partsText } from '../../../components/format/format-value.ts';
import { aboutPicture } from '../../images/look/about-moment.ts';
import { tellState } from '../../jobs/tell-state.ts';
import { MOMENT_UNIT, panelData } from '../listing/panel-data.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { PanelTable } from '../panel.ts';
import type { PanelInView } from '../text.ts';

const TIME = { label: 'time', unit: MOMENT_UNIT };

/** What a picture shows of a panel that draws no chart: fewer columns than its data have, and of what came one after the other the newest first. */
export function pictureTable(panel: PanelInView): PanelTable {
  const { definition, view } = panel;
  switch (definition.kind) {
    case 'log':
      return {
        columns: [TIME, { label: 'level' }, { label: 'text' }],
        rows: view.lines.map(({ atMs, level, text }) => [atMs, level, text.split('\n', 1)[0]]).toReversed(),
      };
    case 'events':
      return {
        columns: [TIME, { label: 'event' }],
        rows: view.events
          .map(({ atMs, title, message, topic }) => [atMs, [title, message].filter(Boolean).join(': ') || topic])
          .toReversed(),
      };
    case 'job': {
      const { news, more } = tellState(view.job!, view.nowMs);
      return {
        columns: [{ label: 'job' }, { label: definition.name }],
        rows: [
          ['state', [news, more].filter(Boolean).join(', ')],
          ['says', view.job?.run?.reason || view.job?.run?.message],
        ],
      };
    }
    case 'image': {
      const { newest, pictures } = view.image!;
      return {
        columns: [{ label: 'picture' }, { label: definition.name }],
        rows: [
          ['newest', aboutPicture(newest)],
          ['kept', String(pictures)],
        ],
      };
    }
    case 'table':
      return nowTable(panel);
    default: {
      const { columns, rows } = panelData(definition, view);
      return { columns, rows: columns[0]?.unit === MOMENT_UNIT ? rows.toReversed() : rows };
    }
  }
}

/** In the words of the panel. */
function nowTable({ definition, view }: PanelInView): PanelTable {
  const look = 'queries' in definition ? definition : {};
  const columns = ['series', 'now', 'lowest', 'highest'].map(label => ({ label }));
  const words = (series: (typeof view.queries)[number][number], value: number | undefined) =>
    value === undefined ? '' : partsText(tellNewest({ ...series, value }, look, view).parts);
  const rows = view.queries
    .flat()
    .map(one => [one.name, ...[one.value, one.extremes?.min, one.extremes?.max].map(value => words(one, value))]);
  return { columns, rows };
}
