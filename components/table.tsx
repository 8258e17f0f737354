import type { Child } from 'hono/jsx';

export type TableColumn = {
  /** Empty over a column that needs no word. */
  label: string;
  /** The label is only for those who hear it, as over a column of buttons. */
  unseen?: boolean | undefined;
  /** Words stand at the start, figures at the end. */
  align: 'text' | 'figure';
  sort?: 'ascending' | 'descending' | undefined;
  /** Sorts by this column. */
  href?: string | undefined;
};

export type TableRow = { id?: string | undefined; cells: readonly Child[] };

export type TableProps = {
  /** What the table lists, for readers who hear it. */
  caption: string;
  columns: readonly TableColumn[];
  /** The first cell names its row. */
  rows: readonly TableRow[];
  /** For tables with a button in the last cell: taller rows, which on a phone are cut in two. */
  roomy?: boolean | undefined;
};

export function Table({ caption, columns, rows, roomy = false }: TableProps) {
  return (
    <section class="table-scroll" aria-label={`${caption}, table`} tabindex={0}>
      <table class={roomy ? 'table table--roomy' : 'table'}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <Head column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr id={id}>
              {cells.map((cell, index) => (
                <Cell
                  isFirst={index === 0}
                  align={columns[index]?.align ?? 'text'}
                  label={roomy ? columns[index]?.label : undefined}
                >
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const ARROWS = { ascending: ' ▴', descending: ' ▾' } as const;

function Head({ column: { label, unseen = false, align, sort, href } }: { column: TableColumn }) {
  const className = align === 'text' ? 'table__head table__head--text' : 'table__head';
  if (label === '') return <td class={className} />;
  const arrow = sort !== undefined && <span aria-hidden="true">{ARROWS[sort]}</span>;
  return (
    <th class={className} scope="col" aria-sort={sort}>
      {href === undefined ? <span class={unseen ? 'unseen' : undefined}>{label}</span> : <a href={href}>{label}</a>}
      {arrow}
    </th>
  );
}

type CellProps = {
  isFirst: boolean;
  align: TableColumn['align'];
  /** Stands before the cell where the head is not shown. */
  label?: string | undefined;
  children?: Child;
};

function Cell({ isFirst, align, label, children }: CellProps) {
  const className = align === 'text' ? 'table__cell table__cell--text' : 'table__cell';
  if (!isFirst)
    return (
      <td class={className} data-label={label || undefined}>
        {children}
      </td>
    );
  return (
    <th class={className} scope="row">
      {children}
    </th>
  );
}
