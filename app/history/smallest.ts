/**
 * The `count` smallest of some numbers, in order; no two of them may compare as equal. Gives a part of the array, which it
 * reorders. Only what is chosen is sorted; the rest is put behind it in linear time, by Hoare's selection.
 */
export function smallest(numbers: Uint32Array, count: number, compare: Compare): Uint32Array {
  let [low, high] = [0, numbers.length - 1];
  // What lies before `low` belongs to the chosen, what lies behind `high` does not.
  while (low < high && count <= high) {
    const { left, right } = partition(numbers, low, high, compare);
    if (count <= right) high = right;
    else if (count > left) low = left;
    else break;
  }
  return numbers.subarray(0, count).sort(compare);
}

type Compare = (a: number, b: number) => number;

/** Afterwards what lies before `left` is not larger than what lies behind `right`, and nothing but the pivot lies between the two. */
function partition(numbers: Uint32Array, low: number, high: number, compare: Compare) {
  // By chance: there is no order of the numbers for which the pivot is a bad one again and again.
  const pivot = numbers[low + Math.floor(Math.random() * (high - low + 1))]!;
  let [left, right] = [low, high];
  while (left <= right) {
    while (compare(numbers[left]!, pivot) < 0) left++;
    while (compare(numbers[right]!, pivot) > 0) right--;
    if (left <= right) swap(numbers, left++, right--);
  }
  return { left, right };
}

function swap(numbers: Uint32Array, a: number, b: number): void {
  const number = numbers[a]!;
  numbers[a] = numbers[b]!;
  numbers[b] = number;
}
