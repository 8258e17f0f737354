import type { Binary, Matching } from '../ast.ts';
import { say, sayAll, type Words } from './words.ts';

const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '^': 'to the power of',
  and: 'where there is also',
  or: 'or else',
  unless: 'where there is no',
};

const COMPARISONS: Readonly<Record<string, string>> = {
  '==': 'equal to',
  '!=': 'other than',
  '>': 'above',
  '<': 'below',
  '>=': 'at or above',
  '<=': 'at or below',
};

const FLIPPED: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' };

/** What an operator makes of two sides, which are words already. */
export function sayBinary({ op, left, right, isBool, matching }: Binary, l: Words, r: Words): Words {
  const paired = matching ? sayMatching(matching) : [];
  if (op === '%') return say`the remainder of ${l} divided by ${r}${paired}`;
  if (op === 'atan2') return say`the angle of ${l} over ${r}, in radians${paired}`;
  const plain = ARITHMETIC[op];
  if (plain) return say`${l} ${plain} ${r}${paired}`;
  // The number stands on the left: the series is what is kept.
  const isFlipped = left.type === 'scalar' && right.type === 'vector';
  const [what, than] = isFlipped ? [r, l] : [l, r];
  const how = COMPARISONS[isFlipped ? (FLIPPED[op] ?? op) : op]!;
  if (isBool) return say`1 where ${what} is ${how} ${than}, else 0${paired}`;
  return say`${what}, only where ${how} ${than}${paired}`;
}

function sayMatching({ cardinality, labels, isOn, include }: Matching): Words {
  const names = sayAll(labels.map(code => [{ code }]));
  const by = sayPairing(labels.length, isOn, names);
  if (cardinality === 'one-to-one' || cardinality === 'many-to-many') return by;
  const [many, one] = cardinality === 'many-to-one' ? ['left', 'right'] : ['right', 'left'];
  const taken = include.length > 0 ? say`, which also gives ${sayAll(include.map(code => [{ code }]))}` : [];
  return say`${by}, many on the ${many} for one on the ${one}${taken}`;
}

function sayPairing(count: number, isOn: boolean, names: Words): Words {
  if (isOn && count === 0) return [', whatever the labels are'];
  if (count === 0) return [];
  return isOn ? say`, paired by ${names}` : say`, paired by all labels but ${names}`;
}
