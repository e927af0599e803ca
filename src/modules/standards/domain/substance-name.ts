/**
 * What tells names of substances apart: neither capitals, nor the width of letters, nor how many blanks there are. The
 * database function `substance_key` says the same of the same name.
 */
export const substanceKey = (name: string): string =>
  name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

const CAS_NUMBER = /^([1-9][0-9]{1,6})-([0-9]{2})-([0-9])$/;

/**
 * Whether it is a CAS registry number: its last digit is the sum of the others, each times its place from the right,
 * modulo 10 (CAS, "Check Digit Verification of CAS Registry Numbers").
 */
export function isCasNumber(text: string): boolean {
  const parts = CAS_NUMBER.exec(text);
  if (!parts) return false;
  const digits = `${parts[1]}${parts[2]}`.split('').toReversed();
  const sum = digits.reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
  return sum % 10 === Number(parts[3]);
}
