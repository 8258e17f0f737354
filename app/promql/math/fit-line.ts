/** Least squares through the points from `from` up to but not at `to`: `intercept` is the line at `originMs`, `slope` its rise in a second. */
export function fitLine(
  times: Float64Array,
  values: Float64Array,
  from: number,
  to: number,
  originMs: number,
): { readonly slope: number; readonly intercept: number } {
  let isConstant = true;
  const [sumX, sumY, sumXY, sumXX] = [new Sum(), new Sum(), new Sum(), new Sum()];
  for (let i = from; i < to; i++) {
    const x = (times[i]! - originMs) / 1000;
    const y = values[i]!;
    if (y !== values[from]!) isConstant = false;
    sumX.add(x);
    sumY.add(y);
    sumXY.add(x * y);
    sumXX.add(x * x);
  }
  if (isConstant) return constantLine(values[from]!);
  const count = to - from;
  const covariance = sumXY.value - (sumX.value * sumY.value) / count;
  const slope = covariance / (sumXX.value - (sumX.value * sumX.value) / count);
  return { slope, intercept: sumY.value / count - (slope * sumX.value) / count };
}

function constantLine(value: number): { slope: number; intercept: number } {
  return Number.isFinite(value) ? { slope: 0, intercept: value } : { slope: Number.NaN, intercept: Number.NaN };
}

/** A sum with a correction for what rounding loses, as in `kahan-sum.ts`. */
class Sum {
  #sum = 0;
  #lost = 0;

  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }

  add(value: number): void {
    const next = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }
}
