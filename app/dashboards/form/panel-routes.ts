import type { History } from '../../history/history.ts';
import type { PatternRouter } from '../../http/router.ts';
import { createNameSource } from '../../promql/complete/create-name-source.ts';
import { type GalleryOptions, mountGallery } from '../gallery/gallery-routes.tsx';
import type { EditDrawingOptions } from './edit-drawing.tsx';
import { mountPanelForm } from './edit-routes.tsx';

type PanelOptions = GalleryOptions &
  Pick<EditDrawingOptions, 'shell'> & {
    readonly sources: GalleryOptions['sources'] & {
      readonly history: Pick<History, 'labelNames' | 'labelValues' | 'metadata'>;
    };
  };

/** How a panel comes to a dashboard, and how it is changed there. */
export function mountPanels(router: PatternRouter, options: PanelOptions): void {
  const { history, now } = options.sources;
  mountGallery(router, options);
  mountPanelForm(router, { ...options, names: createNameSource(history, now) });
}
