import type { UserId } from '../../kernel/ids.js';
import { legalDay } from '../../kernel/local-date.js';
import type { NewVariety } from '../varieties/commands/add-varieties.js';
import { confidenceOf, isOpen, type SaidListedVariety } from './domain/edition-entry.js';
import { confidenceOfEdition, type DatedEntry } from './domain/edition-publication.js';
import type { HeldList } from './domain/variety-list.js';
import type { StandardVersionRow } from './standard.entity.js';

/** What an edition of the unified list becomes in the tables for judging; the same published, previewed and shown. */
type Version = StandardVersionRow;

const provenance = ({ edition, validFrom, validTo }: Version, entry: DatedEntry) => ({
  edition,
  validFrom,
  validTo,
  source: entry.said.source,
  lastChecked: legalDay(entry.lookedAt),
  confidence: confidenceOf(entry),
});

/** The list itself. */
export const listRow = (version: Version, entries: readonly DatedEntry[]) => ({
  code: version.code,
  titleZh: `统一品种目录 ${version.edition ?? ''}`,
  titleEn: `Unified variety list ${version.edition ?? ''}`,
  isExample: false,
  state: version.state,
  publishedAt: version.publishedAt,
  versionCode: version.code,
  edition: version.edition,
  validFrom: version.validFrom,
  validTo: version.validTo,
  source: version.source,
  lastChecked: version.lastChecked,
  confidence: confidenceOfEdition(entries),
});

/** The varieties on it. */
export const listedRows = (version: Version, entries: readonly DatedEntry[]) =>
  entries.flatMap((entry) => {
    const { content } = entry.said;
    return content.type === 'LISTED_VARIETY' ? [listedRow(version, entry, content)] : [];
  });

function listedRow(version: Version, entry: DatedEntry, said: SaidListedVariety) {
  const { varietyCode, harvestFrom, harvestTo, note } = said;
  const who = isOpen(entry)
    ? { ownerId: (entry.ownerId ?? version.ownerId) as UserId | null, dueOn: entry.dueOn ?? version.dueOn }
    : { ownerId: null, dueOn: null };
  return {
    varietyListCode: version.code,
    varietyCode,
    harvestFrom,
    harvestTo,
    note,
    versionCode: version.code,
    ...who,
    ...provenance(version, entry),
  };
}

/** The varieties it makes known. They are there from then on, whatever becomes of the edition. */
export const newVarietyRows = (version: Version, entries: readonly DatedEntry[]): NewVariety[] =>
  entries.flatMap((entry) => {
    const { content } = entry.said;
    if (content.type !== 'NEW_VARIETY') return [];
    const { nameZh, nameEn, species, maturityClass } = content;
    const about = { code: entry.code, nameZh, nameEn, species, maturityClass };
    const undated = { ...provenance(version, entry), validFrom: null, validTo: null };
    return [{ ...about, ...UNMEASURED, ...undated }];
  });

const UNMEASURED = { maturity: null, figures: [], note: null };

/** A draft as fruit would be judged by it. */
export function draftedList(version: Version, entries: readonly DatedEntry[]): HeldList {
  const { code, edition, validFrom, validTo, confidence } = listRow(version, entries);
  return {
    edition: edition ?? code,
    validFrom,
    validTo,
    confidence,
    isOfOffice: true,
    entries: listedRows(version, entries).map((row) => ({
      varietyCode: row.varietyCode,
      harvestFrom: row.harvestFrom,
      harvestTo: row.harvestTo,
      confidence: row.confidence,
      gap: row.ownerId && row.dueOn ? { ownerId: row.ownerId, dueOn: row.dueOn } : null,
    })),
  };
}
