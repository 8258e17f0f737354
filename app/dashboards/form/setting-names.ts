import type { ListSources } from '../gallery/list-signals.ts';
import { kindShape } from './kind-shape.ts';
import type { PanelForm } from './panel-form.ts';

const MAX_NAMES = 200;

/** What a setting that names something may name: the log streams, pictures, jobs or topics there are. */
export async function settingNames(
  { logs, images, jobs, events }: Pick<ListSources, 'logs' | 'images' | 'jobs' | 'events'>,
  form: Pick<PanelForm, 'get'>,
): Promise<readonly string[]> {
  const kind = form.get('kind');
  const shape = kindShape(kind);
  if ('topics' in shape) return (await events.newest(MAX_NAMES)).map(({ topic }) => topic);
  if ('stream' in shape) return (await logs.newest(MAX_NAMES)).map(({ stream }) => stream);
  if (kind === 'image') return images.newest(MAX_NAMES).map(({ name }) => name);
  return kind === 'job' ? jobs.newest(MAX_NAMES).map(({ name }) => name) : [];
}
