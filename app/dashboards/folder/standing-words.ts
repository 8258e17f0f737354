import type { FiledBoard } from './filed-board.ts';

/** How a dashboard and its file stand to each other, in some words and in a sentence. */
export function standingWords({ standing, mine }: FiledBoard): { readonly short: string; readonly long: string } {
  switch (standing) {
    case 'agrees':
      return { short: 'the same', long: 'The dashboard and its file are the same.' };
    case 'newer':
      return { short: 'waits', long: 'The file waits: there are as many dashboards as may be.' };
    case 'edited':
      return { short: 'changed here', long: 'The dashboard was changed here; its file is as it was.' };
    case 'deleted':
      return { short: 'deleted here', long: 'The dashboard was deleted here, and stays so. Its file is left.' };
    case 'gone':
      return { short: 'file removed', long: 'The file was removed. The dashboard stays.' };
    case 'conflict':
      return mine
        ? {
            short: 'both changed',
            long: 'The dashboard was changed here, and its file was, too. Nothing is overwritten.',
          }
        : {
            short: 'deleted and changed',
            long: 'The dashboard was deleted here, and its file was changed. Nothing is done.',
          };
  }
}
