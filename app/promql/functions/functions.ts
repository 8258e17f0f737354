import type { PromqlFunction } from '../eval/call.ts';
import { absence } from './absence.ts';
import { clamps } from './clamps.ts';
import { dates } from './dates.ts';
import { histograms } from './histograms.ts';
import { labelFunctions } from './label-functions.ts';
import { mathFunctions } from './math-functions.ts';
import { overTime } from './over-time.ts';
import { rates } from './rates.ts';
import { shapes } from './shapes.ts';
import { sorts } from './sorts.ts';
import { trends } from './trends.ts';

/** Every function that there is, by its name. */
export const functions: Readonly<Record<string, PromqlFunction>> = Object.assign(
  Object.create(null) as Record<string, PromqlFunction>,
  ...[absence, clamps, dates, histograms, labelFunctions, mathFunctions, overTime, rates, shapes, sorts, trends],
);
