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

/** Every code declared so far; complete once all modules are loaded. */
export const refusalCodes = (): string[] => [...declared.keys()].sort();

/**
 * The sentence of a refusal in both languages.
 * @throws Error if the code was never declared (a bug: the type of the refusal was circumvented)
 */
export function sentenceOf(refusal: AnyRefusal): Bilingual {
  const sentence = declared.get(refusal.code);
  if (!sentence) throw new Error(`refusal ${refusal.code} is not declared`);
  return sentence(refusal.values as never);
}
