/**
 * Whether a text is a container number of ISO 6346: owner code of three letters, category `U`, `J` or `Z`, a serial
 * number of six digits, and the check digit that belongs to them. Without spaces, in capitals.
 */
export function isContainerNumber(text: string): boolean {
  return /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && containerCheckDigit(text.slice(0, 10)) === Number(text[10]);
}

/**
 * The check digit of ISO 6346. Letters count from 10 upwards without the multiples of 11, each place counts double the
 * one before, and the remainder of the sum by 11 is the digit; a remainder of 10 is written 0.
 *
 * @param unit owner code, category and serial number: four letters and six digits
 * @throws RangeError for anything else
 */
export function containerCheckDigit(unit: string): number {
  if (!/^[A-Z]{4}\d{6}$/.test(unit)) throw new RangeError(`not four letters and six digits: ${unit}`);
  const sum = Array.from(unit).reduce(
    (total, character, place) => total + valueOf(character) * 2 ** place,
    0,
  );
  return (sum % 11) % 10;
}

function valueOf(character: string): number {
  if (character >= '0' && character <= '9') return Number(character);
  const plain = 10 + character.charCodeAt(0) - 'A'.charCodeAt(0);
  // 11, 22 and 33 are left out: A is 10, B is 12, L is 23, V is 34.
  return plain + Math.floor((plain - 1) / 10);
}
