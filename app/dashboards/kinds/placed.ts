import { z } from 'zod';

/** Columns of the grid on which panels stand. */
export const COLUMNS = 24;
const MAX_ROWS = 40;

/** What every panel has, whatever it shows. */
export const placed = {
  /** Unique within the dashboard; names the panel in URLs and on the page. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  title: z.string().max(200),
  subtitle: z.string().max(200).optional(),
  /** Name of a variable: there is one such panel for each of its values. */
  repeat: z.string().max(50).optional(),
  w: z.int().min(2).max(COLUMNS),
  h: z.int().min(2).max(MAX_ROWS),
};
