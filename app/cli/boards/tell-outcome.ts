import { stripVTControlCharacters } from 'node:util';
import { type BoardDifference, type FieldChange, sumUp } from '../../dashboards/file/compare-boards.ts';
import { sayProblem } from '../../dashboards/file/read-board-file.ts';
import type { BoardOutcome } from './post-board.ts';

/** What became of a file, in lines that end. What the server says is shown without what a terminal would obey. */
export function tellOutcome(file: string, outcome: BoardOutcome, server: URL): string {
  const lines = linesOf(outcome, server).map(line => `${file}: ${plain(line)}`);
  const below = outcome.kind === 'differs' ? differenceLines(outcome.difference).map(plain) : [];
  return [...lines, ...below].map(line => `${line}\n`).join('');
}

function linesOf(outcome: BoardOutcome, server: URL): string[] {
  switch (outcome.kind) {
    case 'there':
      return [`${outcome.outcome}, ${new URL(outcome.href, server).href}`];
    case 'broken':
      return outcome.problems.map(sayProblem);
    case 'differs':
      return [
        `there is another dashboard "${outcome.slug}": ${sumUp(outcome.difference)}. It stays; --replace takes its place, --copy keeps both.`,
      ];
  }
}

function differenceLines({ fields, panels }: BoardDifference): string[] {
  return [
    ...fields.map(fieldLine),
    ...panels.flatMap(({ change, title, id, fields: changed }) => [
      `  ${change} ${title} (${id})`,
      ...changed.map(fieldLine),
    ]),
  ];
}

function fieldLine({ field, before, after }: FieldChange): string {
  return `    ${field}: ${before ?? 'none'} -> ${after ?? 'none'}`;
}

function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}/gu, ' ');
}
