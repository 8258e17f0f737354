import { z } from 'zod';
import { COLUMNS, placed } from './placed.ts';

const ROWS = 1;
const { x: _x, y: _y, ...inOrder } = placed;

/** A line across the dashboard: the panels behind it, up to the next one, are its own. Where it stands is said by the order of panels. */
export const SectionPanel = z.strictObject({
  ...inOrder,
  kind: z.literal('section'),
  w: z.literal(COLUMNS).default(COLUMNS),
  h: z.literal(ROWS).default(ROWS),
  /** Its panels are not shown until somebody opens it. */
  isCollapsed: z.boolean().optional(),
});
