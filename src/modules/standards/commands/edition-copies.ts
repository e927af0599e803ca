import { Injectable } from '@nestjs/common';
import { actorOf, type Reading, type Tx } from '../../../infrastructure/database/context.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import {
  takes,
  type Content,
  type EditionKind,
  limitCode,
  type Said,
  type SaidConfidence,
  type SaidListedVariety,
  type SaidMarketStatus,
  type SaidResidueFallback,
  type SaidResidueLimit,
  type SaidRule,
} from '../domain/edition-entry.js';
import type { PackGapFacts } from '../domain/facts.js';
import type { ResidueDefinitionKind } from '../domain/residue-definition.js';
import { isForAllFruit, type RuleConditions } from '../domain/rule-conditions.js';
import { settles, type Confidence, type Source } from '../domain/rule.js';
import { RuleRow } from '../rule.entity.js';
import { StandardQueries } from '../standard.queries.js';
import { EditionDesk, type NewEntry } from './edition-desk.js';
import type { EditionEntry } from '../edition-entry.entity.js';

type Found = Omit<Said, 'confidence'> & { readonly code: string; readonly confidence: Confidence };

/** What a draft starts from. What is copied from the product counts as entered by whoever drafts: another one signs it. */
@Injectable()
export class EditionCopies {
  constructor(
    private readonly standards: StandardQueries,
    private readonly desk: EditionDesk,
  ) {}

  /**
   * What a published edition says, as far as it belongs into an edition of a kind. A variety that it made known is known.
   *
   * @param isSameText whether it was read in the very text the draft is about: then what was signed stays signed, and
   *   what is official stays so. Of another season or another text it has to be read anew.
   */
  async ofEdition(tx: Tx, versionCode: string, kind: EditionKind, isSameText: boolean): Promise<NewEntry[]> {
    const entries = await this.desk.entries(tx, versionCode);
    if (entries.length > 0)
      return entries
        .filter(({ type }) => takes(kind, type) && type !== 'NEW_VARIETY')
        .map((entry) => this.again(tx, entry, isSameText));
    // With days of its own, and not those that are left of it where a later edition has ended it.
    const rules = await tx.manager.find(RuleRow, { where: { versionCode }, order: { code: 'ASC' } });
    return rules
      .map(ruleFound)
      .map((rule) =>
        this.taken(tx, isSameText ? rule : { ...rule, confidence: ofOlderText(rule.confidence) }),
      );
  }

  /** All that the product ships about a market and that is not read in the official text: what a pack has to settle. */
  async ofMarket(tx: Tx, marketCode: string): Promise<NewEntry[]> {
    const rules = await this.standards.allRules(tx);
    const found: Found[] = [
      ...rules
        .filter(
          (rule) => rule.marketCode === marketCode && rule.packMarket === null && !settles(rule.confidence),
        )
        .map(ruleFound),
      ...(await this.shippedRows(tx, marketCode)),
    ];
    const byCode = new Map(found.map((each) => [`${each.content.type} ${each.code}`, each]));
    return [...byCode.values()].map((each) => this.taken(tx, each));
  }

  /** The varieties of the example that the product ships: which ones the base grows, the office has to say itself. */
  async ofShippedList(tx: Tx): Promise<NewEntry[]> {
    const rows = await tx.manager.query<ListedFound[]>(SHIPPED_LIST);
    return rows.map((row) => this.taken(tx, found(row.varietyCode, row, listedSaid(row))));
  }

  private async shippedRows({ manager }: Reading, market: string): Promise<Found[]> {
    const [limits, fallbacks, statuses, questions] = [
      await manager.query<LimitFound[]>(LIMITS, [market]),
      await manager.query<FallbackFound[]>(FALLBACKS, [market]),
      await manager.query<StatusFound[]>(STATUSES, [market]),
      await manager.query<QuestionFound[]>(QUESTIONS, [market]),
    ];
    return [
      ...limits.map((row) => found(limitCode(row), row, limitSaid(row))),
      ...fallbacks.slice(0, 1).map((row) => found('FALLBACK', row, fallbackSaid(row))),
      ...statuses.map((row) => found(statusCode(row), row, statusSaid(row))),
      ...questions.flatMap(({ missing, ...row }) =>
        missing.map(({ zh, en }, i) =>
          found(`Q${i + 1}`, row, { type: 'QUESTION', text: { zh, en }, answer: null }),
        ),
      ),
    ];
  }

  private taken(tx: Tx, { code, content, source, confidence }: Found): NewEntry {
    const said: Said = { content, source, confidence: saidAs(confidence) };
    return { code, said, scanId: null, ...enteredBy(tx), ...UNSIGNED, ownerId: null, dueOn: null };
  }

  private again(tx: Tx, entry: EditionEntry, isSameText: boolean): NewEntry {
    const { code, scanId, ownerId } = entry;
    const then = JSON.parse(entry.said) as Said;
    const said = isSameText ? then : { ...then, confidence: ofOlderText(then.confidence) };
    const signed = isSameText ? entry : { ...enteredBy(tx), ...UNSIGNED };
    const { enteredById, enteredAt, countersignedById, countersignedAt } = signed;
    const who = { enteredById, enteredAt, countersignedById, countersignedAt };
    return { code, said, scanId, ...who, ownerId, dueOn: isSameText ? entry.dueOn : null };
  }
}

const UNSIGNED = { countersignedById: null, countersignedAt: null };
const enteredBy = (tx: Tx) => ({ enteredById: actorOf(tx).userId, enteredAt: tx.now });

/** What was read in an earlier text says nothing sure about a later one. */
const ofOlderText = <C extends Confidence>(confidence: C): C | 'secondary' =>
  confidence === 'official' ? 'secondary' : confidence;

/** What the product calls confirmed (its demonstration market) two people of this office have yet to read. */
const saidAs = (confidence: Confidence): SaidConfidence =>
  confidence === 'confirmed' ? 'unverified' : confidence;

const found = (code: string, { source, confidence }: Dated, content: Content): Found => ({
  code,
  source,
  confidence,
  content,
});

type RuleFound = Omit<SaidRule, 'type' | 'title' | 'conditions'> &
  RuleConditions &
  Omit<Dated, 'validFrom' | 'validTo'> & {
    readonly code: string;
    readonly titleZh: string;
    readonly titleEn: string;
  };

const ruleFound = (rule: RuleFound): Found => {
  const { code, source, confidence, unity, subject, kind, parameters, marketCode, exceptMarkets } = rule;
  const { stage, effect, titleZh, titleEn, validFrom, validTo, classes, varieties } = rule;
  const conditions = { classes, varieties };
  const title = { zh: titleZh, en: titleEn };
  const said = isForAllFruit(conditions) ? {} : { conditions };
  const about = {
    unity,
    subject,
    kind,
    parameters,
    ...said,
    marketCode,
    exceptMarkets,
    stage,
    effect,
    title,
  };
  return { code, source, confidence, content: { type: 'RULE', ...about, validFrom, validTo } };
};

interface Dated {
  readonly source: Source;
  readonly confidence: Confidence;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}
type LimitFound = Dated &
  Omit<SaidResidueLimit, 'type' | 'residueDefinitionKind'> & {
    readonly residueDefinitionKind: ResidueDefinitionKind | null;
  };
type FallbackFound = Dated & Omit<SaidResidueFallback, 'type'>;
type StatusFound = Dated & Omit<SaidMarketStatus, 'type'>;
type ListedFound = Dated & Omit<SaidListedVariety, 'type'>;
interface QuestionFound extends Dated {
  readonly missing: readonly PackGapFacts[];
}

/** A market has one entry for each of its periods. */
export const statusCode = ({ status, validFrom }: Pick<StatusFound, 'status' | 'validFrom'>): string =>
  validFrom === null ? status : `${status}-${validFrom}`;

const limitSaid = (row: LimitFound): Content => {
  const { substance, substanceName, commodity, level, limitMicrogramsPerKg, atLoq, residueDefinition } = row;
  const { residueDefinitionKind: kind } = row;
  const definition = { residueDefinition, ...(kind === null ? {} : { residueDefinitionKind: kind }) };
  const limit = { limitMicrogramsPerKg, atLoq, ...definition };
  const { validFrom, validTo } = row;
  return { type: 'RESIDUE_LIMIT', substance, substanceName, commodity, level, ...limit, validFrom, validTo };
};

const fallbackSaid = (row: FallbackFound): Content => {
  const { steps, defaultMicrogramsPerKg, mustNotBeDetected, listComplete, validFrom, validTo } = row;
  return {
    type: 'RESIDUE_FALLBACK',
    steps,
    defaultMicrogramsPerKg,
    mustNotBeDetected,
    listComplete,
    validFrom,
    validTo,
  };
};

const statusSaid = ({ status, note, validFrom, validTo }: StatusFound): Content => ({
  type: 'MARKET_STATUS',
  status,
  note,
  validFrom,
  validTo,
});

const listedSaid = (row: ListedFound): Content => {
  const { varietyCode, varietyName, harvestFrom, harvestTo, note } = row;
  return { type: 'LISTED_VARIETY', varietyCode, varietyName, harvestFrom, harvestTo, note };
};

const DATED = 'x.source, x.confidence, x.valid_from AS "validFrom", x.valid_to AS "validTo"';
const SHIPPED = 'x.market_code = $1 AND x.version_code IS NULL';
const LIMITS = `SELECT x.substance, jsonb_build_object('zh', s.name_zh, 'en', s.name_en) AS "substanceName", x.commodity,
    x.level, x.limit_micrograms_per_kg AS "limitMicrogramsPerKg", coalesce(x.at_loq, false) AS "atLoq",
    x.residue_definition AS "residueDefinition", x.residue_definition_kind AS "residueDefinitionKind", ${DATED}
  FROM residue_limit x JOIN substance s ON s.code = x.substance
  WHERE ${SHIPPED} AND x.limit_micrograms_per_kg IS NOT NULL AND x.confidence NOT IN ('official', 'confirmed')
  ORDER BY x.substance, x.valid_from NULLS FIRST, x.id`;
const FALLBACKS = `SELECT x.steps, x.default_micrograms_per_kg AS "defaultMicrogramsPerKg",
    x.must_not_be_detected AS "mustNotBeDetected", x.list_complete AS "listComplete", ${DATED}
  FROM residue_fallback x WHERE ${SHIPPED} ORDER BY x.valid_from DESC NULLS LAST, x.id`;
const STATUSES = `SELECT x.status, x.note, ${DATED} FROM market_status x WHERE ${SHIPPED} ORDER BY x.valid_from NULLS FIRST, x.id`;
const QUESTIONS = `SELECT x.missing, ${DATED} FROM market_pack x WHERE ${SHIPPED} ORDER BY x.valid_from DESC NULLS LAST, x.id LIMIT 1`;
const SHIPPED_LIST = `SELECT x.variety_code AS "varietyCode", jsonb_build_object('zh', v.name_zh, 'en', coalesce(v.name_en, v.name_zh)) AS "varietyName",
    x.harvest_from AS "harvestFrom", x.harvest_to AS "harvestTo", x.note, ${DATED}
  FROM variety_list_entry x JOIN variety v ON v.code = x.variety_code
  WHERE x.version_code IS NULL AND x.confidence NOT IN ('official', 'confirmed') ORDER BY x.variety_list_code, x.variety_code`;
