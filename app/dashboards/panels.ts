import type { PanelDefinition } from './definition.ts';
import type { Panel } from './panel.ts';
import { barGauge } from './panels/bar-gauge.tsx';
import { bars } from './panels/bars.tsx';
import { boards } from './panels/boards.tsx';
import { control } from './panels/control.tsx';
import { events } from './panels/events.tsx';
import { gauge } from './panels/gauge.tsx';
import { heatmap } from './panels/heatmap.tsx';
import { image } from './panels/image.tsx';
import { job } from './panels/job.tsx';
import { line } from './panels/line.tsx';
import { log } from './panels/log.tsx';
import { stat } from './panels/stat.tsx';
import { status } from './panels/status.tsx';
import { table } from './panels/table.tsx';
import { telltale } from './panels/telltale.tsx';
import { text } from './panels/text.tsx';
import { timeline } from './panels/timeline.tsx';

/** Every kind of panel. A new one is a line here and in `definition.ts`, a file in `panels/` and a schema in `kinds/`. */
export const panels: { readonly [Kind in PanelDefinition['kind']]: Panel<Kind> } = {
  stat,
  gauge,
  'bar-gauge': barGauge,
  line,
  table,
  bars,
  status,
  timeline,
  heatmap,
  log,
  image,
  job,
  events,
  control,
  text,
  boards,
  telltale,
};
