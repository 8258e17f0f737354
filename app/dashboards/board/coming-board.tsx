import { Loading } from '../../../components/empty.tsx';
import { Panel } from '../../../components/panel.tsx';
import { placeAttributes } from '../../../components/place-attributes.ts';
import type { PanelDefinition } from '../definition.ts';
import { arrangeShown } from '../feed/arrange-shown.ts';
import type { Folds } from '../feed/folds.ts';
import { panelOf } from '../panel-of.ts';
import type { ShownPanel } from '../variables/expand-panels.ts';

export interface ComingBoardProps {
  /** Of the dashboard. */
  readonly panels: readonly PanelDefinition[];
  /** What they become in a view. */
  readonly shown: readonly ShownPanel[];
  readonly folds: Folds;
}

/** The panels by their titles, in their places, while what they show is not there yet. It vanishes when something follows it. */
export function ComingBoard({ panels, shown, folds }: ComingBoardProps) {
  const arranged = arrangeShown(panels, shown, folds);
  return (
    <div class="cloth cloth--coming" aria-hidden="true">
      {arranged.map(panel => {
        const id = `coming-${panel.id}`;
        if (panel.kind === 'section')
          return (
            <div class="section-line" {...placeAttributes(panel)}>
              <p class="section-line__title">{panel.title}</p>
            </div>
          );
        const { title, subtitle } = panel;
        return (
          <Panel {...{ id, title, subtitle, place: panel }} wide={panelOf(panel).isWide} state="loading">
            <Loading />
          </Panel>
        );
      })}
    </div>
  );
}
