/** Multiplication in the dihedral group D5. */
const PRODUCT: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];

/** The digit permutation by position from the right, repeating every eight. */
const PERMUTATION: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

const INVERSE: readonly number[] = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/** Whether the last digit is the Verhoeff check digit of those before it. False for anything but ASCII digits. */
export function hasVerhoeffChecksum(digits: string): boolean {
  return digits !== '' && checksum(digits, 0) === 0;
}

/** The check digit to append to `digits`, or null when they are not all ASCII digits. */
export function verhoeffDigit(digits: string): string | null {
  const sum = checksum(digits, 1);
  const digit = sum === null ? undefined : INVERSE[sum];
  return digit === undefined ? null : String(digit);
}

function checksum(digits: string, offset: number): number | null {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const permuted = PERMUTATION[(index + offset) % 8]?.[digit];
    const next = permuted === undefined ? undefined : PRODUCT[sum]?.[permuted];
    if (next === undefined) {
      return null;
    }
    sum = next;
  }
  return sum;
}
