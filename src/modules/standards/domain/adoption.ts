import { canonicalJson } from '../../../kernel/canonical-json.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { EditionRefusal } from '../edition.refusals.js';
import type { Content, Said, SaidConfidence } from './edition-entry.js';
import { refuseEntry, type Edition } from './refuse-edition.js';
import type { Bilingual, Confidence, Effect, Source } from './rule.js';

/** A rule of an international standard, which judges nothing before somebody adopts it. */
export interface AdoptableRule {
  /** The standard, as its publisher calls it. */
  readonly standard: string;
  readonly code: string;
  readonly kind: string;
  readonly parameters: object;
  readonly title: Bilingual;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly confidence: Confidence;
}

/** What a person says of the rules to be taken over. */
export interface AdoptionTold {
  readonly effect: Effect;
  /** Null: of a pack its market, of a standard all markets. */
  readonly marketCode: string | null;
  readonly rules: readonly AdoptedRule[];
}

/** One rule to be taken over, by its code in reference/adoptable-rules.json. */
export interface AdoptedRule {
  readonly code: string;
  /** Where the office read it, for a rule that ships without a clause; countersigning asks for one. */
  readonly clause: string | null;
}

/** What becomes of one of them. */
export interface Adoption {
  readonly code: string;
  readonly said: Said;
  /** The draft says the very same under that code: it is left as it is, with who signed it. */
  readonly isThere: boolean;
}

/**
 * What a draft says once it takes over rules as they ship: their figures, source and confidence, from the packing of a
 * batch on. Adopting one makes it no more trusted. That the text says so may be sure, that a contract or market demands
 * it somebody has yet to read: `official` becomes `secondary`, and a second person countersigns.
 *
 * Such a text binds where a contract says so, and is advice elsewhere; no authority of a market issued it, so it is no
 * law.
 *
 * @param shipped by code, of reference/adoptable-rules.json
 * @param held    the rules that the draft has already, by code
 * @returns the rules in the order in which they were named; or every reason at once (ADOPTED_AS_LAW,
 *   ADOPTABLE_RULE_UNKNOWN, ADOPTED_TWICE, ADOPTED_CLAUSE_KNOWN, ADOPTED_CODE_TAKEN and what `refuseEntry` refuses),
 *   and then none is taken over
 * @see docs/adr/0023-labels.md: international standards are not rules
 */
export function adoptionsOf(
  edition: Pick<Edition, 'code' | 'standardCode' | 'packMarketCode'>,
  told: AdoptionTold,
  shipped: ReadonlyMap<string, AdoptableRule>,
  held: ReadonlyMap<string, Said>,
): Result<Adoption[], EditionRefusal[]> {
  const refusals: EditionRefusal[] =
    told.effect === 'LEGAL' ? [{ code: 'ADOPTED_AS_LAW', values: {}, path: ['effect'] }] : [];
  const adoptions: Adoption[] = [];
  const seen = new Set<string>();
  told.rules.forEach(({ code, clause }, i) => {
    const path = ['rules', String(i)];
    const rule = shipped.get(code);
    if (!rule) refusals.push({ code: 'ADOPTABLE_RULE_UNKNOWN', values: { code }, path: [...path, 'code'] });
    else if (seen.has(code))
      refusals.push({ code: 'ADOPTED_TWICE', values: { code }, path: [...path, 'code'] });
    else {
      const adoption = adoptionOf(edition, told, rule, clause, held.get(code));
      refusals.push(...refuseAdoption(edition, rule, clause, adoption, held.get(code), path));
      adoptions.push(adoption);
    }
    seen.add(code);
  });
  return refusals.length > 0 ? err(distinct(refusals)) : ok(adoptions);
}

function adoptionOf(
  { packMarketCode }: Pick<Edition, 'packMarketCode'>,
  { effect, marketCode }: AdoptionTold,
  { code, kind, parameters, title, validFrom, validTo, source, confidence }: AdoptableRule,
  clause: string | null,
  held: Said | undefined,
): Adoption {
  const content: Content = {
    type: 'RULE',
    unity: 'STANDARD',
    subject: 'BATCH',
    kind,
    parameters,
    marketCode: marketCode ?? packMarketCode,
    exceptMarkets: [],
    stage: 'PACK',
    effect,
    title,
    validFrom,
    validTo,
  };
  const said: Said = {
    content,
    source: { ...source, clause: source.clause ?? clause },
    confidence: saidAs(confidence),
  };
  return { code, said, isThere: held !== undefined && canonicalJson(held) === canonicalJson(said) };
}

function refuseAdoption(
  edition: Pick<Edition, 'code' | 'standardCode' | 'packMarketCode'>,
  { code, source }: AdoptableRule,
  clause: string | null,
  { said, isThere }: Adoption,
  held: Said | undefined,
  path: readonly string[],
): EditionRefusal[] {
  const refusals = refuseEntry(edition, said.content);
  if (clause !== null && source.clause !== null && clause !== source.clause) {
    const values = { code, clause: source.clause };
    refusals.push({ code: 'ADOPTED_CLAUSE_KNOWN', values, path: [...path, 'clause'] });
  }
  if (held !== undefined && !isThere)
    refusals.push({ code: 'ADOPTED_CODE_TAKEN', values: { code }, path: [...path, 'code'] });
  return refusals;
}

const saidAs = (confidence: Confidence): SaidConfidence =>
  confidence === 'unverified' ? 'unverified' : 'secondary';

/** What is wrong with the edition is wrong for each of the rules, and said once. */
const distinct = (refusals: readonly EditionRefusal[]): EditionRefusal[] => [
  ...new Map(refusals.map((each) => [JSON.stringify([each.code, each.path]), each])).values(),
];
