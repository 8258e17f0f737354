import { isDeepStrictEqual } from 'node:util';
import type { PressStore } from '../../controls/store.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition, PanelOf } from '../definition.ts';
import type { ControlView } from '../panel.ts';
import type { ShownPanel } from '../variables/expand-panels.ts';
import { targetVariables } from '../variables/fill-control.ts';
import type { BoardView } from '../view/board-view.ts';

export interface ControlSources {
  readonly controls: Pick<PressStore, 'newest'>;
  readonly origin: string;
}

export interface ControlPlace {
  readonly board: { readonly slug: string; readonly mayPress: boolean } | undefined;
  readonly panels: readonly PanelDefinition[];
  readonly view: BoardView;
}

/** Where a control that is shown is pressed, and what was pressed last. The past cannot be pressed. */
export function controlView(
  { controls, origin }: ControlSources,
  { board, panels, view }: ControlPlace,
  { panel, source, scope }: ShownPanel,
): ControlView {
  const press = board && controls.newest(board.slug, panel.id);
  const kept = panels.find((one): one is PanelOf<'control'> => one.id === source && one.kind === 'control');
  const isOpen = board?.mayPress && kept && view.range.end === undefined;
  return {
    href: isOpen
      ? routes.panelControl.href({ slug: board.slug, panel: source }, pinnedValues(kept, scope, view))
      : undefined,
    // For other values of variables it went elsewhere.
    press: press && isDeepStrictEqual(press.sends, (panel as PanelOf<'control'>).sends) ? press : undefined,
    origin,
  };
}

/** The address says for which values it was drawn: others may be the usual ones when it is pressed. */
function pinnedValues(control: PanelOf<'control'>, scope: ShownPanel['scope'], { chosen }: BoardView) {
  const named = [...targetVariables(control), ...(control.repeat === undefined ? [] : [control.repeat])];
  const pinned = named.flatMap(name => {
    const one = scope.get(name);
    return one ? [[name, one.values] as const] : [];
  });
  return Object.fromEntries([...chosen, ...pinned].map(([name, values]) => [`var-${name}`, values]));
}
