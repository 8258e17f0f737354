/** Prefixes of the SI that are used, from the largest to the smallest, and their factors. */
export const SI_FACTORS = {
  E: 1e18,
  P: 1e15,
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  m: 1e-3,
  µ: 1e-6,
  n: 1e-9,
} as const;
export type SiPrefix = keyof typeof SI_FACTORS;

/**
 * How a unit is scaled for reading:
 * - `never`: as it is. Nobody says kilo-degrees.
 * - `counted`: written out below ten million, so that a counter is seen to count; then in M, G, T.
 * - `si`: in the prefixes that people use with it; a value sent in one (kWh) may be read in another (Wh).
 * - `iec`: in Ki, Mi, Gi, which are 1024 apart.
 * - `share`: a part of 1, read in per cent.
 * - `time`: a span of so many seconds, read in words: 3.2 ms, 1 h 04 min.
 * - `moment`: so many milliseconds since 1970, read as a date.
 */
export type Scaling =
  | { readonly kind: 'never' | 'counted' | 'iec' | 'share' }
  | { readonly kind: 'si'; readonly prefixes: readonly SiPrefix[] }
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'moment'; readonly ms: number };

/**
 * How many digits a value of the unit deserves. `three`: 1.23, 12.3, 123. `tenths`: 0.4 beside 4.8, as shares and degrees are compared.
 * `cents`: 12.50. Else two to three: 1.2, 12.3, 123.
 */
export type Digits = 'three' | 'tenths' | 'cents';

/** A unit that is known: it has a symbol, spellings, and a way to be scaled. */
export interface Unit {
  /** How definitions and the docs name it. */
  readonly id: string;
  /** Behind the number. */
  readonly symbol: string;
  /** Other spellings under which it is sent: UCUM, Prometheus, OpenTelemetry, Grafana, and what people type. */
  readonly aliases: readonly string[];
  readonly scaling: Scaling;
  readonly digits?: Digits;
}
