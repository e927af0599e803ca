import { rowKey } from '../../../reference/reference-tables.js';
import type { Dated, ReferenceTables } from '../../../reference/rows.js';

/** Rows as a table holds them: column name to value. */
export type Row = Readonly<Record<string, unknown>>;

/** What goes into one table, and the columns that tell its rows apart. */
export interface TableContent {
  readonly table: string;
  readonly key: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * The reference facts as table rows, in an order in which each table names only rows of those before it.
 * Standards and their rules are not among them: published ones never change, see `reference-versions.ts`.
 *
 * @param names where the names of substances are looked up; the demo market uses those of the shipped facts
 * @throws RangeError for a substance without a row of its own
 */
export function tableContents(tables: ReferenceTables, names: ReferenceTables['substances']): TableContent[] {
  return [...places(tables), ...varieties(tables), ...markets(tables), ...substances(tables, names)];
}

/** The columns every reference table shares. */
export const provenanceColumns = (row: Dated): Row => ({
  edition: row.edition,
  valid_from: row.validFrom,
  valid_to: row.validTo,
  source: row.source,
  last_checked: row.lastChecked,
  confidence: row.confidence,
});

const named = ({ name }: { name: { zh: string; en: string } }): Row => ({
  name_zh: name.zh,
  name_en: name.en,
});

function places(tables: ReferenceTables): TableContent[] {
  const regions = tables.regions.map((row) => ({
    code: row.code,
    ...named(row),
    level: row.level,
    parent_code: row.parent,
    ...provenanceColumns(row),
  }));
  const customs = tables['customs-districts'].map((row) => ({
    code: row.code,
    ...named(row),
    county_codes: row.counties,
    ...provenanceColumns(row),
  }));
  return [
    { table: 'region', key: ['code'], rows: regions },
    { table: 'customs_district', key: ['code'], rows: customs },
  ];
}

function varieties(tables: ReferenceTables): TableContent[] {
  const all = tables.varieties.map((row) => ({
    code: row.code,
    ...named(row),
    species: row.species,
    maturity_class: row.maturityClass,
    maturity: row.maturity,
    figures: row.measured,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const lists = tables['variety-lists'].map((row) => ({
    code: row.code,
    title_zh: row.title.zh,
    title_en: row.title.en,
    is_example: row.isExample,
    state: 'PUBLISHED',
    ...provenanceColumns(row),
  }));
  const entries = tables['variety-list-entries'].map((row) => ({
    variety_list_code: row.list,
    variety_code: row.variety,
    harvest_from: row.harvestFrom,
    harvest_to: row.harvestTo,
    note: row.note,
    ...provenanceColumns(row),
  }));
  return [
    { table: 'variety', key: ['code'], rows: all },
    { table: 'variety_list', key: ['code'], rows: lists },
    { table: 'variety_list_entry', key: ['variety_list_code', 'variety_code'], rows: entries },
  ];
}

function markets(tables: ReferenceTables): TableContent[] {
  const all = tables.markets.map((row) => ({
    code: row.code,
    ...named(row),
    is_fictional: row.kind === 'FICTIONAL',
    note: row.note,
    ...provenanceColumns(row),
  }));
  const statuses = tables['market-status'].map((row) => ({
    id: rowKey('market-status', row),
    market_code: row.market,
    status: row.status,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const packs = tables['market-packs'].map((row) => ({
    id: rowKey('market-packs', row),
    market_code: row.market,
    missing: row.missing,
    ...provenanceColumns(row),
  }));
  return [
    { table: 'market', key: ['code'], rows: all },
    { table: 'market_status', key: ['id'], rows: statuses },
    { table: 'market_pack', key: ['id'], rows: packs },
    { table: 'brand', key: ['code'], rows: brands(tables) },
  ];
}

const UNREAD: Omit<Dated, 'lastChecked'> = {
  edition: null,
  validFrom: null,
  validTo: null,
  source: {
    document: "示例：基地的统一品牌名称未公开 / example: the name of the base's joint brand is not public",
    clause: null,
    url: null,
  },
  confidence: 'unverified',
};

/** Stands for the base's one brand until the office enters its real name; the name describes and claims nothing. */
const JOINT_BRAND: Row = {
  code: 'JOINT',
  kind: 'JOINT',
  name_zh: '川渝血橙联合品牌（示例）',
  name_en: 'Joint brand of Sichuan and Chongqing blood oranges (example)',
  scheme: null,
  registration_number: null,
  area_county_code: null,
  area_confidence: null,
  note: null,
};

function brands(tables: ReferenceTables): Row[] {
  const indications = tables['geographical-indications'].map((row) => ({
    code: row.code,
    kind: 'GEOGRAPHICAL_INDICATION',
    ...named(row),
    scheme: row.scheme,
    registration_number: row.registrationNumber,
    area_county_code: row.areaCode,
    area_confidence: row.areaConfidence,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const [first] = tables['geographical-indications'];
  if (!first) return []; // the demonstration's file adds none
  const joint = { ...JOINT_BRAND, ...provenanceColumns({ ...UNREAD, lastChecked: first.lastChecked }) };
  return [joint, ...indications];
}

function substances(tables: ReferenceTables, names: ReferenceTables['substances']): TableContent[] {
  const byCode = new Map(names.map((row) => [row.code, row.name]));
  const substanceColumns = (code: string): Row => {
    const name = byCode.get(code);
    if (!name) throw new RangeError(`no substance is called ${code}`);
    return { substance: code, substance_zh: name.zh, substance_en: name.en };
  };
  const all = tables.substances.map((row) => ({ code: row.code, ...named(row), ...provenanceColumns(row) }));
  const banned = tables['banned-substances'].map((row) => ({
    id: rowKey('banned-substances', row),
    act: row.act,
    ...substanceColumns(row.substance),
    scope: row.scope,
    banned_from: row.validFrom,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const intervals = tables['product-intervals'].map((row) => ({
    id: rowKey('product-intervals', row),
    ...substanceColumns(row.substance),
    formulation: row.formulation,
    crop: row.crop,
    target: row.target,
    phi_days: row.intervalDays,
    max_applications: row.maxApplications,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const pests = tables.pests.map((row) => ({
    code: row.code,
    scientific_name: row.scientificName,
    name_zh: row.name.zh,
    eppo_code: row.eppoCode,
    ...provenanceColumns(row),
  }));
  return [
    { table: 'pest', key: ['code'], rows: pests },
    { table: 'substance', key: ['code'], rows: all },
    { table: 'banned_substance', key: ['id'], rows: banned },
    { table: 'product_interval', key: ['id'], rows: intervals },
    ...residues(tables),
  ];
}

function residues(tables: ReferenceTables): TableContent[] {
  const limits = tables['residue-limits'].map((row) => ({
    id: rowKey('residue-limits', row),
    market_code: row.market,
    substance: row.substance,
    commodity: row.commodity,
    level: row.level,
    limit_micrograms_per_kg: row.limitMicrogramsPerKg,
    at_loq: row.atLoq,
    residue_definition: row.residueDefinition,
    residue_definition_kind: row.residueDefinitionKind,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const fallbacks = tables['residue-fallbacks'].map((row) => ({
    id: rowKey('residue-fallbacks', row),
    market_code: row.market,
    steps: row.order,
    default_micrograms_per_kg: row.limitMicrogramsPerKg,
    must_not_be_detected: row.kind === 'NOT_DETECTED',
    list_complete: row.listComplete,
    note: row.note,
    ...provenanceColumns(row),
  }));
  const watchLists = tables['watch-lists'].map((row) => ({
    id: rowKey('watch-lists', row),
    market_code: row.market,
    substances: row.substances,
    ...provenanceColumns(row),
  }));
  return [
    { table: 'residue_limit', key: ['id'], rows: limits },
    { table: 'residue_fallback', key: ['id'], rows: fallbacks },
    { table: 'watch_list', key: ['id'], rows: watchLists },
  ];
}
