import type { PromqlFunction } from '../eval/call.ts';
import { mapValues } from '../eval/map-values.ts';

const ofNumber =
  (map: (number: number) => number): PromqlFunction =>
  async args =>
    mapValues(args.evaluation, await args.vector(0), map);

/** Functions of one number, for each element. */
export const mathFunctions: Readonly<Record<string, PromqlFunction>> = {
  abs: ofNumber(Math.abs),
  acos: ofNumber(Math.acos),
  acosh: ofNumber(Math.acosh),
  asin: ofNumber(Math.asin),
  asinh: ofNumber(Math.asinh),
  atan: ofNumber(Math.atan),
  atanh: ofNumber(Math.atanh),
  ceil: ofNumber(Math.ceil),
  cos: ofNumber(Math.cos),
  cosh: ofNumber(Math.cosh),
  deg: ofNumber(radians => (radians * 180) / Math.PI),
  exp: ofNumber(Math.exp),
  floor: ofNumber(Math.floor),
  ln: ofNumber(Math.log),
  log10: ofNumber(Math.log10),
  log2: ofNumber(Math.log2),
  rad: ofNumber(degrees => (degrees * Math.PI) / 180),
  sgn: ofNumber(Math.sign),
  sin: ofNumber(Math.sin),
  sinh: ofNumber(Math.sinh),
  sqrt: ofNumber(Math.sqrt),
  tan: ofNumber(Math.tan),
  tanh: ofNumber(Math.tanh),
};
