import { routes } from '../routes.ts';
import type { PanelDefinition } from './definition.ts';
import { frameId } from './edit/loom.tsx';

/**
 * The way from a panel to what can be done with it. Drawn for all who look, with each change of the panel, and therefore short; a page
 * shows it to who may.
 */
export function PanelMenu({ slug, panel: { id, title } }: { readonly slug: string; readonly panel: PanelDefinition }) {
  const href = `${routes.dashboardEdit.href({ slug }, { panel: id })}#${frameId(id)}`;
  return (
    <a class="panel__more" href={href} aria-label={`Change ${title === '' ? id : title}`}>
      ⋯
    </a>
  );
}
