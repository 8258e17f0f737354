import { max, min } from 'd3-array';
import { scaleUnit } from '../format/scale-unit.ts';
import { fullScale } from '../units/full-scale.ts';

/** What the foot and the top of a plot stand for; both lie on ticks. */
export type Domain = { min: number; max: number };

/** A value that stays within this part of its size is drawn close up; everything else stands on zero. */
const SMALL_VARIATION = 0.2;
/** Close up, but not so close that noise looks like news: the axis spans at least this part of the largest value. */
const CLOSEST = 0.04;
/** A domain in use is kept until the values fill less than this part of it. */
const TOO_EMPTY = 0.4;
/** Parts that were rounded one by one may add up to a little more than the whole. */
const ROUNDED_WHOLE = 1.005;
const SMALLEST = 1e-300;
const LARGEST = 1e300;
/** Five labels at most. */
const MAX_INTERVALS = 4;

/**
 * A domain of round numbers that holds all values. Per cent is always 0 to 100 when it fits; values that are never below zero stand
 * on zero unless they vary little. Give the domain of the last drawing as `previous` and it is kept while it still fits, so that
 * the axis does not jump with every reading. Without any value it is 0 to 1. One that `isTight` begins where the values do, whatever they are.
 */
export function chooseDomain(
  values: Iterable<number | undefined>,
  unit: string,
  previous?: Domain,
  isTight = false,
): Domain {
  const finite = Array.from(values).filter(value => value !== undefined && Number.isFinite(value)) as number[];
  const extent = { min: drawable(min(finite) ?? 0), max: drawable(max(finite) ?? 0) };
  const whole = fullScale(unit);
  if (whole !== undefined && extent.min >= 0 && extent.max <= whole * ROUNDED_WHOLE) return { min: 0, max: whole };
  const wanted = isTight && extent.max > extent.min ? extent : wantedDomain(extent);
  if (previous !== undefined && stillFits(extent, wanted, previous)) return previous;
  return roundOutwards(wanted, unit);
}

/** The round numbers from the foot to the top of a domain, at most five. */
export function domainTicks(domain: Domain, unit: string): number[] {
  const divisor = divisorOf(domain, unit);
  const step = tickStep(domain.min / divisor, domain.max / divisor);
  const first = Math.ceil(round(domain.min / divisor / step));
  const last = Math.floor(round(domain.max / divisor / step));
  return Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step * divisor));
}

/** A value as a height of 0 (top) to 1000 (foot) units, whole; a value outside of the domain lies on its edge. */
export function heightOf(value: number, domain: Domain): number {
  const share = (value - domain.min) / (domain.max - domain.min);
  return Math.round(1000 * (1 - Math.min(1, Math.max(0, share))));
}

/** Some senders use the largest number for "none". Arithmetic near the ends of the number line would give no number at all. */
function drawable(value: number): number {
  return Math.abs(value) < SMALLEST ? 0 : Math.min(LARGEST, Math.max(-LARGEST, value));
}

function wantedDomain({ min: low, max: high }: Domain): Domain {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low;
  if (size === 0) return { min: 0, max: 1 };
  if (span > 0 && low > 0 && span < SMALL_VARIATION * high) return closeUp(low, high);
  return { min: Math.min(0, low), max: Math.max(0, high) };
}

function closeUp(low: number, high: number): Domain {
  const margin = Math.max(0, CLOSEST * high - (high - low)) / 2;
  return { min: low - margin, max: high + margin };
}

/** A tenth of room to the emptiness bound, so that a domain just chosen is not given up at once. */
function stillFits(extent: Domain, wanted: Domain, previous: Domain): boolean {
  const holds = previous.min <= extent.min && previous.max >= extent.max;
  return holds && wanted.max - wanted.min >= TOO_EMPTY * 0.9 * (previous.max - previous.min);
}

/**
 * Rounds in the multiple that will be written: 90 s as 1.5 min. Rounding can lead into the next multiple (23 h to 30 h), and is then
 * done again in that one (to 1 d), unless this would lead back.
 */
function roundOutwards(domain: Domain, unit: string): Domain {
  const rounded = roundIn(divisorOf(domain, unit), domain);
  const again = roundIn(divisorOf(rounded, unit), domain);
  const isSettled = divisorOf(again, unit) === divisorOf(rounded, unit);
  return isSettled ? again : roundIn(divisorOf(rounded, unit), rounded);
}

function divisorOf(domain: Domain, unit: string): number {
  return scaleUnit(Math.max(Math.abs(domain.min), Math.abs(domain.max)), unit).divisor;
}

function roundIn(divisor: number, domain: Domain): Domain {
  const step = tickStep(domain.min / divisor, domain.max / divisor);
  return {
    min: round(Math.floor(round(domain.min / divisor / step)) * step * divisor),
    max: round(Math.ceil(round(domain.max / divisor / step)) * step * divisor),
  };
}

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that gives no more intervals than there may be. */
function tickStep(low: number, high: number): number {
  const power = 10 ** (Math.floor(Math.log10(high - low)) - 1);
  const steps = [1, 2, 2.5, 5, 10, 20, 25, 50, 100].map(factor => factor * power);
  return steps.find(step => intervals(low, high, step) <= MAX_INTERVALS) ?? steps.at(-1)!;
}

function intervals(low: number, high: number, step: number): number {
  return Math.ceil(round(high / step)) - Math.floor(round(low / step));
}

/** Twelve significant digits: removes what floating point left over. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
