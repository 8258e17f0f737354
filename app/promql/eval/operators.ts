type Operate = (left: number, right: number) => number;

/** Operators that make a number of two. */
export const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', 'atan2']);

/** Operators that say yes or no of two numbers. */
export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);

/** The results of an arithmetic operator for each pair of numbers. A loop for each: a call for each number costs more than the sum. */
export function computePairs(op: string, left: Float64Array, right: Float64Array): Float64Array {
  const { length } = left;
  const into = new Float64Array(length);
  switch (op) {
    case '+':
      for (let i = 0; i < length; i++) into[i] = left[i]! + right[i]!;
      return into;
    case '-':
      for (let i = 0; i < length; i++) into[i] = left[i]! - right[i]!;
      return into;
    case '*':
      for (let i = 0; i < length; i++) into[i] = left[i]! * right[i]!;
      return into;
    case '/':
      for (let i = 0; i < length; i++) into[i] = left[i]! / right[i]!;
      return into;
    default:
      return computeWith(rare[op]!, left, right, into);
  }
}

function computeWith(operate: Operate, left: Float64Array, right: Float64Array, into: Float64Array): Float64Array {
  for (let i = 0; i < into.length; i++) into[i] = operate(left[i]!, right[i]!);
  return into;
}

const rare: Readonly<Record<string, Operate>> = {
  '%': (left, right) => left % right,
  '^': power,
  atan2: (left, right) => Math.atan2(left, right),
};

/** As IEEE 754 has it: a power of 1 is 1, whatever the exponent, and so is -1 to an infinite one. JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

/** 1 for each pair of numbers of which the comparison is true, 0 for the others. */
export function comparePairs(op: string, left: Float64Array, right: Float64Array): Uint8Array {
  const { length } = left;
  const into = new Uint8Array(length);
  switch (op) {
    case '==':
      for (let i = 0; i < length; i++) into[i] = left[i]! === right[i]! ? 1 : 0;
      break;
    case '!=':
      for (let i = 0; i < length; i++) into[i] = left[i]! !== right[i]! ? 1 : 0;
      break;
    case '>':
      for (let i = 0; i < length; i++) into[i] = left[i]! > right[i]! ? 1 : 0;
      break;
    case '<':
      for (let i = 0; i < length; i++) into[i] = left[i]! < right[i]! ? 1 : 0;
      break;
    case '>=':
      for (let i = 0; i < length; i++) into[i] = left[i]! >= right[i]! ? 1 : 0;
      break;
    case '<=':
      for (let i = 0; i < length; i++) into[i] = left[i]! <= right[i]! ? 1 : 0;
      break;
  }
  return into;
}
