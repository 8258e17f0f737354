import { Shape } from '../icons.tsx';

export type StatusCell = {
  name: string;
  /** How it is, in a word or a value with its unit. */
  told: string;
  status?: 'ok' | 'warn' | 'crit' | undefined;
  words?: string | undefined;
  /** Why it is not to be believed: nobody knows how it is now. */
  silence?: string | undefined;
};

export type StatusGridProps = { label: string; cells: readonly StatusCell[]; hiddenCount?: number };

/** A cell for each of many things. Well is quiet; trouble has a wash and an edge, and what is silent a dotted ring. */
export function StatusGrid({ label, cells, hiddenCount = 0 }: StatusGridProps) {
  return (
    <ul class="status-grid" aria-label={label} tabindex={0}>
      {cells.map(({ name, told, status, words, silence }) => (
        <li class={`status-grid__cell status-grid__cell--${silence === undefined ? (status ?? 'plain') : 'none'}`}>
          <span class="status-grid__name">{name}</span>
          <span class="status-grid__told">
            {(status !== undefined || silence !== undefined) && (
              <Shape name={silence === undefined ? status! : 'none'} />
            )}
            {told}
          </span>
          {(silence ?? words) !== undefined && <span class="status-grid__words">{silence ?? words}</span>}
        </li>
      ))}
      {hiddenCount > 0 && <li class="status-grid__more">and {hiddenCount} more</li>}
    </ul>
  );
}
