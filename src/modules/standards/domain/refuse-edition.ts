import type { LocalDate } from '../../../kernel/local-date.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { refuseCommodity } from './commodity.js';
import { isOpen, kindOfEdition, takes, VARIETY_LIST, type Content, type Entry } from './edition-entry.js';
import { ruleKinds } from '../rules/index.js';
import type { NamedCode } from './named-codes.js';
import { parameterProblem } from './parameter-problem.js';
import { senselessIn } from './senseless-parameters.js';
import { refuseWindow } from './variety-list.js';

/**
 * Entries of one edition at most, a limit of the product: a market has some thirty demands, a list of limits some
 * hundreds.
 */
export const MOST_ENTRIES = 1_000;

/** What the code of the standard of a market pack begins with. */
export const PACK = 'PACK-';

/**
 * Why no edition of a standard is drafted as one of rules: its editions are market packs, or the unified list.
 *
 * @returns STANDARD_DRAFTED_OTHERWISE; else empty
 */
export function refuseStandard(standardCode: string): EditionRefusal[] {
  const mutation =
    standardCode === VARIETY_LIST
      ? 'draftVarietyList'
      : standardCode.startsWith(PACK)
        ? 'openMarketPack'
        : null;
  if (mutation === null) return [];
  return [{ code: 'STANDARD_DRAFTED_OTHERWISE', values: { standardCode, mutation }, path: ['standardCode'] }];
}

/** An edition as decisions look at it. */
export interface Edition {
  readonly code: string;
  readonly standardCode: string;
  readonly packMarketCode: string | null;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly draftedById: string | null;
}

/**
 * Why an entry cannot be put into a draft; empty: it can. Whether what it names exists is asked elsewhere.
 *
 * @returns EDITION_TAKES_VARIETIES, VARIETY_ONLY_IN_LIST, EDITION_ENTRY_ONLY_IN_PACK, HARVEST_WINDOW_HALF,
 *   RULE_PARAMETERS_REFUSED, RULE_OF_OTHER_MARKET, RULE_EXCEPTS_ITS_MARKET, RULE_CONDITIONS_OF_BATCHES, RULE_CLASSES_TWICE,
 *   RESIDUE_LIMIT_MISSING, RESIDUE_LIMIT_AND_EXEMPT, RESIDUE_DEFINITION_NOT_WORDED, RESIDUE_COMMODITY_UNKNOWN, FALLBACK_CONTRADICTS,
 *   EDITION_DATES_REVERSED
 */
export function refuseEntry(
  edition: Pick<Edition, 'code' | 'standardCode' | 'packMarketCode'>,
  content: Content,
): EditionRefusal[] {
  const refusals = refuseType(edition, content);
  if (content.type === 'LISTED_VARIETY') refusals.push(...refuseWindow(content));
  if (content.type === 'RULE') refusals.push(...refuseRule(edition, content));
  if (content.type === 'RESIDUE_LIMIT') refusals.push(...refuseLimit(content), ...refuseDefinition(content));
  if (content.type === 'RESIDUE_LIMIT') refusals.push(...refuseCommodity(content.commodity, content.level));
  if (
    content.type === 'RESIDUE_FALLBACK' &&
    content.mustNotBeDetected &&
    content.defaultMicrogramsPerKg !== null
  )
    refusals.push({ code: 'FALLBACK_CONTRADICTS', values: {}, path: ['mgPerKg'] });
  if ('validFrom' in content) refusals.push(...refuseDays(content));
  return refusals;
}

function refuseType(
  edition: Pick<Edition, 'code' | 'standardCode' | 'packMarketCode'>,
  { type }: Content,
): EditionRefusal[] {
  const kind = kindOfEdition(edition);
  if (takes(kind, type)) return [];
  const of = { values: { versionCode: edition.code }, path: ['versionCode'] };
  if (kind === 'VARIETY_LIST') return [{ code: 'EDITION_TAKES_VARIETIES', ...of }];
  return [
    { code: takes('VARIETY_LIST', type) ? 'VARIETY_ONLY_IN_LIST' : 'EDITION_ENTRY_ONLY_IN_PACK', ...of },
  ];
}

function refuseRule(
  { packMarketCode }: Pick<Edition, 'packMarketCode'>,
  rule: Content & { type: 'RULE' },
): EditionRefusal[] {
  const refusals: EditionRefusal[] = [];
  const { kind, subject, parameters, marketCode } = rule;
  const unreadable = parameterProblem(kind, subject, parameters);
  const problem = unreadable ?? senselessIn(parameters);
  if (problem) {
    const path =
      problem.field === 'kind' || problem.field === 'subject' ? [problem.field] : ['parametersJson'];
    refusals.push({ code: 'RULE_PARAMETERS_REFUSED', values: { kind, ...problem }, path });
  }
  refusals.push(...refuseConditions(rule, unreadable === null));
  if (marketCode !== null && rule.exceptMarkets.includes(marketCode))
    refusals.push({ code: 'RULE_EXCEPTS_ITS_MARKET', values: { marketCode }, path: ['exceptMarkets'] });
  if (packMarketCode !== null && marketCode !== packMarketCode)
    refusals.push({
      code: 'RULE_OF_OTHER_MARKET',
      values: { marketCode: packMarketCode },
      path: ['marketCode'],
    });
  return refusals;
}

/** The codes that a rule's parameters name; empty where they cannot be read, which is refused by itself. */
export const codesNamed = ({
  kind,
  subject,
  parameters,
}: Content & { type: 'RULE' }): readonly NamedCode[] =>
  parameterProblem(kind, subject, parameters) === null
    ? (ruleKinds.get(kind)?.codesIn(parameters) ?? [])
    : [];

function refuseConditions(rule: Content & { type: 'RULE' }, areParametersFine: boolean): EditionRefusal[] {
  const { conditions, kind, subject, parameters } = rule;
  if (!conditions) return [];
  if (subject !== 'BATCH') return [{ code: 'RULE_CONDITIONS_OF_BATCHES', values: {}, path: ['conditions'] }];
  const inParameters = areParametersFine ? (ruleKinds.get(kind)?.classesIn(parameters) ?? null) : null;
  if (conditions.classes === null || inParameters === null) return [];
  return [{ code: 'RULE_CLASSES_TWICE', values: { kind }, path: ['conditions', 'classes'] }];
}

/** An entry names a limit, or says that none is needed and nothing of one. */
function refuseLimit(limit: Content & { type: 'RESIDUE_LIMIT' }): EditionRefusal[] {
  const { limitMicrogramsPerKg, isExempt, atLoq, residueDefinition, residueDefinitionKind } = limit;
  if (!isExempt)
    return limitMicrogramsPerKg === null
      ? [{ code: 'RESIDUE_LIMIT_MISSING', values: {}, path: ['mgPerKg'] }]
      : [];
  const isSilent =
    limitMicrogramsPerKg === null &&
    !atLoq &&
    residueDefinition === null &&
    residueDefinitionKind === undefined;
  return isSilent ? [] : [{ code: 'RESIDUE_LIMIT_AND_EXEMPT', values: {}, path: ['isExempt'] }];
}

/** Only the substance alone says by itself what is counted. */
function refuseDefinition(limit: Content & { type: 'RESIDUE_LIMIT' }): EditionRefusal[] {
  const { residueDefinition, residueDefinitionKind: kind } = limit;
  if (residueDefinition !== null || kind === undefined || kind === 'SUBSTANCE') return [];
  return [{ code: 'RESIDUE_DEFINITION_NOT_WORDED', values: {}, path: ['residueDefinition'] }];
}

/**
 * Why days cannot be those of an entry or an edition. Both included; null is open.
 *
 * @returns EDITION_DATES_REVERSED; else empty
 */
export function refuseDays(days: {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}): EditionRefusal[] {
  const { validFrom, validTo } = days;
  if (validFrom === null || validTo === null || validFrom <= validTo) return [];
  return [{ code: 'EDITION_DATES_REVERSED', values: { validFrom, validTo }, path: ['validTo'] }];
}

/**
 * Why a pack cannot be looked at again on this day: what is past would be due from the start, and nobody told when.
 *
 * @param today the legal day
 * @returns REVIEW_IN_PAST
 */
export const refuseReview = (reviewOn: LocalDate, today: LocalDate): EditionRefusal[] =>
  reviewOn < today ? [{ code: 'REVIEW_IN_PAST', values: { reviewOn, today }, path: ['reviewOn'] }] : [];

/**
 * Why nobody can be given until this day: it would be overdue from the start, through a slip of the hand.
 *
 * @param dueOn null: nothing is said of it
 * @param today the legal day
 * @returns DUE_IN_PAST; else empty
 */
export const refuseDue = (dueOn: LocalDate | null, today: LocalDate): EditionRefusal[] =>
  dueOn !== null && dueOn < today ? [{ code: 'DUE_IN_PAST', values: { dueOn, today }, path: ['dueOn'] }] : [];

/**
 * Why this person cannot countersign an entry; empty: he or she can. Every reason at once.
 *
 * @param by the account of who countersigns
 * @returns EDITION_ENTRY_COUNTERSIGNED_ALREADY, EDITION_ENTRY_NEEDS_ANOTHER_PERSON, QUESTION_NOT_ANSWERED,
 *   EDITION_ENTRY_NEEDS_CLAUSE, EDITION_ENTRY_NEEDS_SCAN
 * @see docs/adr/0017-market-packs.md: confidence is earned
 */
export function refuseCountersignature(entry: Entry, by: string): EditionRefusal[] {
  const { code, said } = entry;
  const values = { code };
  const path = ['entryId'];
  if (!isOpen(entry)) return [{ code: 'EDITION_ENTRY_COUNTERSIGNED_ALREADY', values, path }];
  const refusals: EditionRefusal[] = [];
  if (entry.enteredById === by) refusals.push({ code: 'EDITION_ENTRY_NEEDS_ANOTHER_PERSON', values, path });
  if (said.content.type === 'QUESTION') {
    if (said.content.answer === null) refusals.push({ code: 'QUESTION_NOT_ANSWERED', values, path });
    return refusals;
  }
  if (said.source.clause === null) refusals.push({ code: 'EDITION_ENTRY_NEEDS_CLAUSE', values, path });
  if (!entry.hasScan) refusals.push({ code: 'EDITION_ENTRY_NEEDS_SCAN', values, path });
  return refusals;
}

/** An entry that was taken out of a draft. */
export interface DroppedEntry extends Pick<Entry, 'type' | 'code'> {
  readonly droppedById: string | null;
}

/** An edition of the same standard that is published already. */
export interface PublishedEdition {
  readonly code: string;
  readonly state: 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED';
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/**
 * Why this person cannot publish a draft; empty: he or she can. Gaps do not stop it: what is countersigned counts from
 * now on, and what is not says so in every verdict. What is gone says nothing any more, so that takes two people as
 * well.
 *
 * @param published editions of the same standard
 * @param by        the account of who publishes
 * @param dropped   what was taken out of it, in the order in which that was done
 * @returns VARIETY_LIST_EMPTY, EDITION_EMPTY, PUBLISHER_DRAFTED, PUBLISHER_ENTERED, PUBLISHER_DROPPED,
 *   EDITION_BEGINS_TOO_EARLY
 * @see docs/adr/0017-market-packs.md: two pairs of eyes for the edition too
 */
export function refusePublishing(
  edition: Edition,
  entries: readonly Entry[],
  published: readonly PublishedEdition[],
  by: string,
  dropped: readonly DroppedEntry[] = [],
): EditionRefusal[] {
  const refusals: EditionRefusal[] = [];
  const { code: versionCode, validFrom, validTo } = edition;
  const path = ['versionCode'];
  const isList = kindOfEdition(edition) === 'VARIETY_LIST';
  if (!entries.some(({ type }) => type === (isList ? 'LISTED_VARIETY' : 'RULE')))
    refusals.push({
      code: isList ? 'VARIETY_LIST_EMPTY' : 'EDITION_EMPTY',
      values: { versionCode },
      path,
    });
  if (edition.draftedById === by) refusals.push({ code: 'PUBLISHER_DRAFTED', values: { versionCode }, path });
  const own = entries.filter(
    (entry) => entry.enteredById === by && entry.type !== 'QUESTION' && isOpen(entry),
  );
  if (own.length > 0) {
    const codes = shortList(own.map(({ code }) => code));
    refusals.push({ code: 'PUBLISHER_ENTERED', values: { codes }, path });
  }
  const gone = goneBy(by, dropped, entries);
  if (gone.length > 0) refusals.push({ code: 'PUBLISHER_DROPPED', values: { codes: shortList(gone) }, path });
  // An edition that was ended once is not ended again, so nothing comes between it and its follower.
  const isBetween = endedBy(edition, published).some(({ state }) => state === 'SUPERSEDED');
  const later = published.find(
    (other) =>
      validFrom !== null &&
      other.validFrom !== null &&
      other.validFrom > validFrom &&
      (isBetween || validTo === null || other.validFrom <= validTo) &&
      (other.validTo === null || other.validFrom <= other.validTo),
  );
  if (later?.validFrom)
    refusals.push({
      code: 'EDITION_BEGINS_TOO_EARLY',
      values: { versionCode, other: later.code, validFrom: later.validFrom },
      path,
    });
  return refusals;
}

/** Codes of entries that this person was the last to drop, and that nobody has entered again. */
function goneBy(by: string, dropped: readonly DroppedEntry[], entries: readonly Entry[]): string[] {
  const keyOf = ({ type, code }: Pick<Entry, 'type' | 'code'>): string => `${type} ${code}`;
  const standing = new Set(entries.map(keyOf));
  const last = new Map(dropped.map((each) => [keyOf(each), each]));
  return [...last].flatMap(([key, each]) =>
    each.droppedById === by && !standing.has(key) ? [each.code] : [],
  );
}

/**
 * Which published editions a new one ends: those that would otherwise apply on its first day or after it. An edition
 * without a first day ends none.
 */
export const endedBy = (
  { validFrom }: Pick<Edition, 'validFrom'>,
  published: readonly PublishedEdition[],
): PublishedEdition[] =>
  published.filter(
    (other) =>
      validFrom !== null &&
      (other.validFrom === null || other.validFrom <= validFrom) &&
      (other.validTo === null || other.validTo >= validFrom),
  );

/** As many as people read in a sentence. */
const shortList = (codes: readonly string[]): string =>
  codes.length <= 10 ? codes.join(', ') : `${codes.slice(0, 10).join(', ')} … (${codes.length})`;
