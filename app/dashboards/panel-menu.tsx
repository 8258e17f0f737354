import { Button } from '../../components/button.tsx';
import { routes } from '../routes.ts';
import type { PanelDefinition } from './definition.ts';
import { frameId } from './edit/loom.tsx';

/** The way from a panel to what can be done with it. Drawn for all who look; a page shows it to who may. */
export function PanelMenu({ slug, panel: { id, title } }: { readonly slug: string; readonly panel: PanelDefinition }) {
  const href = `${routes.dashboardEdit.href({ slug }, { panel: id })}#${frameId(id)}`;
  return <Button look="plain" size="small" icon="dots" label={`Change ${title === '' ? id : title}`} href={href} />;
}
