import type { PanelDefinition } from './definition.ts';
import type { Panel } from './panel.ts';
import { events } from './panels/events.tsx';
import { gauge } from './panels/gauge.tsx';
import { image } from './panels/image.tsx';
import { job } from './panels/job.tsx';
import { line } from './panels/line.tsx';
import { log } from './panels/log.tsx';
import { stat } from './panels/stat.tsx';
import { table } from './panels/table.tsx';
import { telltale } from './panels/telltale.tsx';

/** Every kind of panel. A new one is a line here and in `definition.ts`, a file in `panels/` and a schema in `kinds/`. */
export const panels: { readonly [Kind in PanelDefinition['kind']]: Panel<Kind> } = {
  stat,
  gauge,
  line,
  table,
  log,
  image,
  job,
  events,
  telltale,
};
