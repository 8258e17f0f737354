import { Button } from '../../../components/button.tsx';
import { routes } from '../../routes.ts';
import { compareBoards } from '../file/compare-boards.ts';
import { DifferenceList } from '../file/difference-list.tsx';
import type { FiledBoard } from './filed-board.ts';
import { standingWords } from './standing-words.ts';

/** What can be decided about a dashboard and its file. */
export type Answer = 'take' | 'keep' | 'write' | 'forget';

export interface FileDecisionProps {
  readonly board: FiledBoard;
  /** Where to go afterwards, in place of the dashboard. */
  readonly back?: 'settings';
}

/** How a dashboard and its file differ, and what can be done about it. */
export function FileDecision({ board, back }: FileDecisionProps) {
  const { slug, standing, mine, theirs, seen } = board;
  const answers = answersTo(board);
  return (
    <>
      <p class="filed__words">
        {standingWords(board).long}{' '}
        {mine && theirs && standing !== 'agrees' && ORDER[standing === 'edited' ? 'mine' : 'theirs']}
      </p>
      {mine && theirs && standing !== 'agrees' && (
        <DifferenceList
          difference={
            standing === 'edited' ? compareBoards(theirs, mine.definition) : compareBoards(mine.definition, theirs)
          }
        />
      )}
      {answers.length > 0 && (
        <form class="import__acts" method="post" action={routes.dashboardInFolder.href({ slug })}>
          <input type="hidden" name="seen" value={seen} />
          {back !== undefined && <input type="hidden" name="back" value={back} />}
          {answers.map(([answer, label], index) => (
            <Button look={index === 0 ? 'solid' : 'outlined'} attributes={{ name: 'answer', value: answer }}>
              {label}
            </Button>
          ))}
        </form>
      )}
    </>
  );
}

const ORDER = {
  mine: 'This is what was changed:',
  theirs: 'This is what the file would change:',
};

/** The first one loses nothing. */
function answersTo({ standing, mine }: FiledBoard): readonly (readonly [Answer, string])[] {
  const take = ['take', 'Take the file’s'] as const;
  switch (standing) {
    case 'conflict':
      return [['keep', mine ? 'Keep mine' : 'Leave it deleted'], take];
    case 'edited':
      return [['write', 'Write it to the file'], take];
    case 'deleted':
      return [['take', 'Make it anew from the file']];
    case 'gone':
      return [
        ['write', 'Write the file again'],
        ['forget', 'Forget the file'],
      ];
    case 'agrees':
    case 'newer':
      return [];
  }
}
