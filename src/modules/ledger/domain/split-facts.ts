import type { JsonValue } from '../../../kernel/canonical-json.js';

/** A text that may name somebody, and where it stood. */
export interface FreeText {
  /** Path through objects and lists: `reason`, `outputs.0.code`. */
  readonly field: string;
  readonly text: string;
}

/** Facts without their free texts, and those texts. */
export interface SplitFacts {
  readonly facts: JsonValue;
  readonly texts: readonly FreeText[];
}

/**
 * Names of facts whose text is a code, a number somebody issued, or one of a closed list. Only such text may stand in the
 * ledger for ever. Whatever is not named here is taken for free text: to forget a name here costs legibility, never
 * privacy.
 */
const CODES: ReadonlySet<string> = new Set(
  (
    'code kind reasonCode ruleCode causeType verdict stage from to season transport currency roles before after scopes ' +
    'emptied VARIETY BRAND STANDARD CHANNEL parameter unit value samplePosition substance substances ' +
    'fruitTemperatureCelsius lineCode concentration concentrationUnit withdrawnBecause market marketCode marketCodes fromMarket toMarket varietyCode varietyCodes brandCode ' +
    'geographicalIndicationCode townCode countyCode customsDistrictCode class sizeCode number registrationNumber customsDistrictCodes originCustomsDistrictCodes ' +
    'registrationNumbers mediaType basis form producer paperNumber certificateNumber declarationNumber reportNumber containerNumber sealNumber gln sscc ' +
    'reaches pallet layer smallestMillimetres largestMillimetres residueDefinitionKind'
  ).split(' '),
);

/** What is public in itself: an organisation's name, what is printed on a bottle, the editions judged by. */
const PUBLIC: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['organisation', new Set(['nameZh', 'nameEn'])],
  ['label', new Set(['nameZh', 'crop', 'substances'])],
  ['channel', new Set(['gatewayZh', 'gatewayEn'])],
  ['lot', new Set(['versionCodes', 'versionCode', 'subjectType', 'unity'])],
  // Codes of closed lists, and figures with their units. Titles of papers, official ones too, are typed by people, who may name people.
  ['pest', new Set(['pests', 'pestCode', 'lure', 'status', 'regionCode', 'celsius', 'dose', 'doseUnit'])],
  // The codes of what is printed on cartons; what exactly is printed is typed.
  ['label-design', new Set(['marks', 'series'])],
  ['customs-district', new Set(['countyCodes'])],
  // Names of substances, which a second person compares with the text.
  ['substance', new Set(['nameZh', 'nameEn', 'casNumber', 'otherNames'])],
  ['label-range', new Set(['series'])],
  ['label-use', new Set(['series'])],
  // How the limits of markets word what they count: reports choose among those words. And names of substances that two people made known.
  ['inspection', new Set(['residueDefinition', 'substanceTold'])],
  ['coverage', new Set(['residueDefinition', 'substanceTold'])],
  ['watch-list', new Set(['substancesTold'])],
  ['edition', new Set(['versionCode', 'standardCode', 'type'])],
]);

/** Ids, days, moments and hashes name nobody, whatever they are called. */
const IMPERSONAL =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?|[0-9a-f]{64})$/;
/**
 * A code is one word of ASCII, at most 80 characters; a sentence, or a name in Chinese, is none, even where a code
 * belongs.
 */
export const ONE_WORD = /^[\x21-\x7e]{1,80}$/;

/**
 * Takes free text out of what a ledger entry is to remember, since people write about people and the ledger cannot
 * forget. What remains are ids, figures, days and codes.
 *
 * @param kind  of the entry: `hold.placed`
 * @param facts as JSON
 * @see docs/adr/0008-what-ends.md
 */
export function splitFacts(kind: string, facts: JsonValue): SplitFacts {
  const isPublic = PUBLIC.get(kind.split('.')[0] ?? '') ?? new Set<string>();
  const texts: FreeText[] = [];

  const kept = (value: JsonValue, path: readonly string[], name: string): JsonValue | undefined => {
    if (typeof value === 'string') {
      const mayStay =
        value === '' ||
        IMPERSONAL.test(value) ||
        isPublic.has(name) ||
        (CODES.has(name) && ONE_WORD.test(value));
      if (!mayStay) texts.push({ field: path.join('.'), text: value });
      return mayStay ? value : undefined;
    }
    if (isList(value)) return value.map((item, i) => kept(item, [...path, String(i)], name) ?? null);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        const left = kept(item, [...path, key], key);
        return left === undefined ? [] : [[key, left]];
      }),
    );
  };

  return { facts: kept(facts, [], '') ?? null, texts };
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
