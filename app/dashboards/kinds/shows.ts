import { z } from 'zod';
import { MAPPED_TEXT_MAX_CHARS, Mappings } from '../look/mappings.ts';
import { Overrides } from '../look/overrides.ts';
import { Thresholds } from '../look/thresholds.ts';
import { placed } from './placed.ts';
import { Query } from './query.ts';

const MAX_QUERIES = 10;
const MAX_DECIMALS = 10;

/** What every kind has that shows queries. */
export const shows = {
  ...placed,
  queries: z.array(Query).min(1).max(MAX_QUERIES),
  /** Overrides the unit that the series carry; see docs/units.md. */
  unit: z.string().max(32).optional(),
  /** In place of those that fit the size. */
  decimals: z.int().min(0).max(MAX_DECIMALS).optional(),
  /** The ends of the scale: of a gauge or an axis, and of thresholds in per cent. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** What is said where there is no value. */
  noValue: z.string().min(1).max(MAPPED_TEXT_MAX_CHARS).optional(),
  thresholds: Thresholds.optional(),
  mappings: Mappings.optional(),
  overrides: Overrides.optional(),
};
