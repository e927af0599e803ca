import { templateOf } from './sentence-template.js';

/** A sentence for people, in both of the product's languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Stable code -> what is said, given the values of the case. One catalogue a module. */
export type RefusalCatalogue = Record<string, (values: never) => Bilingual>;

/** The refusals a catalogue allows: code, the values its sentence needs, and the input field concerned. */
export type RefusalOf<C extends RefusalCatalogue> = {
  [K in keyof C & string]: {
    readonly code: K;
    readonly values: Parameters<C[K]>[0];
    readonly path?: readonly string[];
  };
}[keyof C & string];

/** Any refusal, as far as it can be told without knowing the catalogue. */
export interface AnyRefusal {
  readonly code: string;
  readonly values: object;
  readonly path?: readonly string[];
}

const declared = new Map<string, (values: never) => Bilingual>();
const described = new Map<string, string>();

/**
 * Declares the refusals of one module. Codes are stable and unique in the product: clients switch on them.
 * @throws Error on a code that another module declared: it fails at start, not when the refusal is met
 */
export function declareRefusals<const C extends RefusalCatalogue>(catalogue: C): C {
  for (const [code, sentence] of Object.entries(catalogue)) {
    if (declared.has(code)) throw new Error(`refusal ${code} is declared twice`);
    declared.set(code, sentence);
  }
  return catalogue;
}

/**
 * Says in English what codes mean whose sentences cannot be shown without a case; the others are described by them.
 * @param descriptions without full stop, the names of values in braces
 */
export function describeRefusals<C extends RefusalCatalogue>(
  _catalogue: C,
  descriptions: { readonly [K in keyof C & string]?: string },
): void {
  for (const [code, text] of Object.entries<string | undefined>(descriptions))
    if (text !== undefined) described.set(code, text);
}

/** Every code declared so far; complete once all modules are loaded. */
export const refusalCodes = (): string[] => [...declared.keys()].sort();

/**
 * The sentence of a refusal in both languages.
 * @throws Error if the code was never declared (a bug: the type of the refusal was circumvented)
 */
export const sentenceOf = (refusal: AnyRefusal): Bilingual =>
  declaration(refusal.code)(refusal.values as never);

/**
 * What a code means, in English: its sentence with the names of the values in braces, as "Nothing is left of batch {batch}".
 *
 * @throws Error if the code was never declared, or if its sentence cannot be made without a case and `describeRefusals`
 *   says nothing of it
 */
export function describeRefusal(code: string): string {
  const text = described.get(code) ?? templateOf(declaration(code));
  if (text === null) throw new Error(`refusal ${code} needs a description`);
  return text;
}

function declaration(code: string): (values: never) => Bilingual {
  const sentence = declared.get(code);
  if (!sentence) throw new Error(`refusal ${code} is not declared`);
  return sentence;
}
