import { Button } from '../../../components/button.tsx';
import { routes } from '../../routes.ts';
import { type Folds, foldsQuery } from '../feed/folds.ts';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
import { Pause } from '../view/pause.tsx';
import { RangePicker } from '../view/range-picker.tsx';

interface BoardActsProps {
  readonly dashboard: Dashboard;
  readonly view: BoardView;
  readonly folds: Folds;
  readonly nowMs: number;
  readonly isMoving: boolean;
  readonly mayEdit: boolean;
}

/** What can be done with a dashboard, in the head of its page. */
export function BoardActs({ dashboard, view, folds, nowMs, isMoving, mayEdit }: BoardActsProps) {
  const { slug, definition } = dashboard;
  return (
    <>
      {isMoving && <Pause />}
      <RangePicker
        {...{ view, nowMs }}
        more={foldsQuery(folds)}
        hrefOf={query => routes.dashboard.href({ slug }, query)}
      />
      <div class="cluster">
        {mayEdit && (
          <Button icon="plus" label={`Add a panel to ${definition.title}`} href={routes.panelGallery.href({ slug })} />
        )}
        <Button
          icon="download"
          label={`Export ${definition.title}`}
          href={routes.dashboardFile.href({ slug })}
          attributes={{ download: `${slug}.json` }}
        />
        <span class="only-wide">
          <Button
            icon="tv"
            label={`${definition.title} on a wall`}
            href={routes.dashboard.href({ slug }, { ...view.query, ...foldsQuery(folds), tv: '' })}
          />
        </span>
        {mayEdit && (
          <Button icon="lines" label={`File of ${definition.title}`} href={routes.dashboardInFolder.href({ slug })} />
        )}
        {mayEdit && (
          <Button icon="edit" href={routes.dashboardEdit.href({ slug })}>
            Edit
          </Button>
        )}
        {mayEdit && (
          <Button
            icon="settings"
            label={`Variables of ${definition.title}`}
            href={routes.dashboardVariables.href({ slug })}
          />
        )}
        {mayEdit && (
          <Button icon="trash" label={`Delete ${definition.title}`} href={routes.dashboardRemoval.href({ slug })} />
        )}
      </div>
    </>
  );
}
