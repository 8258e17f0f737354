import { BoardMiniature, type MiniaturePanel } from './board-miniature.tsx';
import { Spark } from './chart/spark.tsx';
import { Chip, type ChipProps } from './chip.tsx';
import { formatValueText } from './format/format-value.ts';
import { People, type Person } from './people.tsx';
import { Yarn, type YarnState } from './yarn.tsx';

export type BoardRowProps = {
  id?: string | undefined;
  href: string;
  title: string;
  /** What is on it, in a few words. */
  note?: string | undefined;
  state: YarnState;
  panels: readonly MiniaturePanel[];
  /** Its leading number: value, unit, what it is, and its last hour or so. */
  lead?: { name: string; value: number | undefined; unit: string; values: readonly (number | undefined)[] } | undefined;
  /** `card reader silent`, `2 warnings`, `all quiet`, `stale 4 d`; undefined: nothing on it has a status. */
  status: { status: NonNullable<ChipProps['status']>; words: string } | undefined;
  people?: readonly Person[] | undefined;
};

/** A dashboard in a list of them; an `<li>` for `<ol class="boards">`. */
export function BoardRow({ id, href, title, note, state, panels, lead, status, people = [] }: BoardRowProps) {
  return (
    <li class={state === 'stale' ? 'boards__row boards__row--stale' : 'boards__row'} id={id}>
      <a class="boards__link" href={href}>
        <Yarn state={state} />
        <BoardMiniature panels={panels} />
        <span class="boards__words">
          <b class="boards__title">{title}</b>
          <span class="boards__note">{note}</span>
        </span>
        <div class="boards__spark">{lead !== undefined && <Spark values={lead.values} unit={lead.unit} />}</div>
        <span class="boards__value">
          {lead !== undefined && <b class="boards__number">{formatValueText(lead.value, lead.unit)}</b>}
          <span class="boards__note">{lead?.name}</span>
        </span>
        <span class="boards__state">{status && <Chip status={status.status}>{status.words}</Chip>}</span>
        {people.length > 0 && (
          <div class="boards__people">
            <People people={people} />
          </div>
        )}
      </a>
    </li>
  );
}
