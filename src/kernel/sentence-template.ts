/** A figure no sentence has: the nth figure asked for stands as n thousands from here, so that grams are whole kilograms. */
const STAND_IN = 9_000_001;
const UNREADABLE = /\b(?:undefined|null|NaN)\b|\[object/;

/**
 * The English of a sentence with the names of its values in braces: `Nothing is left of batch {batch}`.
 *
 * @returns null where that does not work, because the sentence looks its words up by a value, reads inside one or reckons
 */
export function templateOf(sentence: (values: never) => { readonly en: string }): string | null {
  const figures: string[] = [];
  const place = (name: string): object => ({
    // As text a value is its name in braces; as a number a figure that is found again in the finished sentence.
    [Symbol.toPrimitive]: (hint: string) =>
      hint === 'number' ? (STAND_IN + figures.push(name) - 1) * 1000 : `{${name}}`,
  });
  const text = englishOf(sentence, new Proxy({}, { get: (_, name) => place(String(name)) }));
  if (text === null || UNREADABLE.test(text)) return null;
  const named = figures.reduce((all, name, n) => all.replaceAll(String(STAND_IN + n), `{${name}}`), text);
  return figures.every((name) => named.includes(`{${name}}`)) ? named : null;
}

function englishOf(sentence: (values: never) => { readonly en: string }, values: object): string | null {
  try {
    return sentence(values as never).en;
  } catch {
    return null;
  }
}
