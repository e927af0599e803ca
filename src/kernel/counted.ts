/**
 * A number with its noun in English: "1 hold", "2 holds".
 *
 * @param n    how many; any other than 1 takes the plural
 * @param noun one of them; its plural ends in s
 */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
