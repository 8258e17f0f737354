import type { DashboardDefinition } from '../definition.ts';
import { arrangePanels } from '../layout/arrange-panels.ts';
import type { Box } from '../layout/box.ts';
import { putPanel } from '../layout/put-panel.ts';
import { Deed } from './deed.ts';

/** Where a panel stands on the page. */
export interface PlaceAfter extends Box {
  readonly id: string;
}

/**
 * Where each panel would stand if one were put somewhere, as `panel`, `x`, `y`, `w` and `h` of an address say; without them, where each
 * stands. The same rules move the panels when it is let go.
 */
export function placesAfter(definition: DashboardDefinition, query: URLSearchParams): PlaceAfter[] {
  const { data: deed } = Deed.safeParse({ ...Object.fromEntries(query), act: 'put' });
  const next = deed?.act === 'put' ? putPanel(definition, deed.panel, deed) : undefined;
  return arrangePanels((next ?? definition).panels).map(({ id, x, y, w, h }) => ({ id, x, y, w, h }));
}
