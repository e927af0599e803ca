import {
  confidenceOfEdition,
  gapsOf,
  publishedEntries,
  type DatedEntry,
  type Published,
} from './domain/edition-publication.js';
import type { Content } from './domain/edition-entry.js';
import type { MarketRows } from './domain/market-knowledge.js';
import type { RuleView } from './rule-view.js';
import type { StandardVersionRow } from './standard.entity.js';

/** What entries of an edition become in the tables for judging; the same when it is published and when it is previewed. */
type Version = StandardVersionRow;

const provenance = (version: Version, said: Published<Content>) => ({
  edition: version.edition,
  validFrom: said.validFrom,
  validTo: said.validTo,
  source: said.source,
  lastChecked: said.lastChecked,
  confidence: said.confidence,
});

const listOrNull = (codes: readonly string[] | null | undefined): string[] | null =>
  codes ? [...codes] : null;

const ruleRow = (version: Version, said: Published<Extract<Content, { type: 'RULE' }>>) => ({
  versionCode: version.code,
  code: said.code,
  unity: said.unity,
  subject: said.subject,
  kind: said.kind,
  parameters: said.parameters,
  classes: listOrNull(said.conditions?.classes),
  varieties: listOrNull(said.conditions?.varieties),
  marketCode: said.marketCode,
  exceptMarkets: [...said.exceptMarkets],
  stage: said.stage,
  effect: said.effect,
  titleZh: said.title.zh,
  titleEn: said.title.en,
  ...provenance(version, said),
});

export const ruleRows = (version: Version, entries: readonly DatedEntry[]) =>
  publishedEntries(version, entries, 'RULE').map((said) => ruleRow(version, said));

/** The rules of a draft as if it were published. */
export const ruleViews = (version: Version, isOwn: boolean, entries: readonly DatedEntry[]): RuleView[] =>
  ruleRows(version, entries).map((row) => ({
    ...row,
    standardCode: version.standardCode,
    versionEdition: version.edition,
    state: version.state,
    isOwn,
    packMarket: version.packMarketCode,
    versionFrom: version.validFrom,
    versionTo: version.validTo,
  }));

const ofPack = (version: Version, marketCode: string, said: Published<Content>) => ({
  id: `${version.code}/${said.type}/${said.code}`,
  marketCode,
  versionCode: version.code,
  ...provenance(version, said),
});

/** Limits, fallback and periods of a market pack. */
export function packRows(version: Version, marketCode: string, entries: readonly DatedEntry[]) {
  return {
    limits: publishedEntries(version, entries, 'RESIDUE_LIMIT').map((said) => ({
      ...ofPack(version, marketCode, said),
      substance: said.substance,
      substanceTold: said.substanceTold ?? null,
      commodity: said.commodity,
      level: said.level,
      limitMicrogramsPerKg: said.limitMicrogramsPerKg,
      isExempt: said.isExempt ?? false,
      atLoq: said.atLoq,
      residueDefinition: said.residueDefinition,
      residueDefinitionKind: said.residueDefinitionKind ?? null,
      note: null,
    })),
    fallbacks: publishedEntries(version, entries, 'RESIDUE_FALLBACK').map((said) => ({
      ...ofPack(version, marketCode, said),
      steps: [...said.steps],
      defaultMicrogramsPerKg: said.defaultMicrogramsPerKg,
      mustNotBeDetected: said.mustNotBeDetected,
      listComplete: said.listComplete,
      note: null,
    })),
    statuses: publishedEntries(version, entries, 'MARKET_STATUS').map((said) => ({
      ...ofPack(version, marketCode, said),
      status: said.status,
      note: said.note,
    })),
  };
}

/** What is told of the pack itself. */
export function marketPackRow(version: Version, marketCode: string, entries: readonly DatedEntry[]) {
  const missing = gapsOf(version, entries);
  const { code, edition, validFrom, validTo, source, lastChecked, reviewOn } = version;
  return {
    id: code,
    marketCode,
    versionCode: code,
    missing: missing.map((gap) => ({ ...gap })),
    reviewOn,
    edition,
    validFrom,
    validTo,
    source,
    lastChecked,
    confidence: missing.length === 0 ? confidenceOfEdition(entries) : ('unverified' as const),
  };
}

/** All that would be held about the market of a draft pack, besides what is held of other editions. */
export function marketRowsOf(
  version: Version,
  marketCode: string,
  entries: readonly DatedEntry[],
): MarketRows {
  const { limits, fallbacks, statuses } = packRows(version, marketCode, entries);
  const pack = marketPackRow(version, marketCode, entries);
  return {
    limits,
    fallbacks,
    statuses,
    watchLists: null,
    packs: [{ ...pack, edition: pack.edition ?? pack.id }],
  };
}
