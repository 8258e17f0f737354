import { z } from 'zod';

/** Columns of the grid on which panels stand. */
export const COLUMNS = 24;
/** Columns and rows. */
export const MIN_SIZE = 2;
export const MAX_ROWS = 40;
/** Rows of a hundred of the highest panels, one below the other. */
const MAX_Y = 4000;

/** What every panel has, whatever it shows. */
export const placed = {
  /** Unique within the dashboard; names the panel in URLs and on the page. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  title: z.string().max(200),
  subtitle: z.string().max(200).optional(),
  /** Name of a variable: there is one such panel for each of its values. */
  repeat: z.string().max(50).optional(),
  w: z.int().min(MIN_SIZE).max(COLUMNS),
  h: z.int().min(MIN_SIZE).max(MAX_ROWS),
  /**
   * Column and row of the upper left corner, from 0, the row below the line of its section; both or neither. A panel without them flows to
   * the next free place.
   */
  x: z
    .int()
    .min(0)
    .max(COLUMNS - 1)
    .optional(),
  y: z.int().min(0).max(MAX_Y).optional(),
};
