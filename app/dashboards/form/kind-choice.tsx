import { Icon } from '../../../components/icons.tsx';
import type { PanelDefinition } from '../definition.ts';
import type { GalleryEntry } from '../gallery/gallery-entry.ts';
import { panels } from '../panels.ts';
import { kindShape } from './kind-shape.ts';
import type { PanelForm } from './panel-form.ts';

/** The kinds that can show what the panel shows: of queries each that takes some, else the kind that it is. */
export function KindChoice({ form }: { form: PanelForm }) {
  const now = form.get('kind');
  const offered = Object.entries(panels).flatMap(([kind, { gallery }]) => {
    const entry = gallery as GalleryEntry<PanelDefinition['kind']> | undefined;
    return entry && (kind === now || ('queries' in kindShape(now) && 'queries' in kindShape(kind)))
      ? [{ kind, entry }]
      : [];
  });
  if (offered.length < 2) return <input type="hidden" name="kind" value={now} />;
  return (
    <fieldset class="kinds">
      <legend class="unseen">Shown as</legend>
      {offered.map(({ kind, entry: { label, icon } }) => (
        <label class="kinds__one">
          <input class="kinds__control" type="radio" name="kind" value={kind} checked={kind === now} />
          <Icon name={icon} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
