import type { ReferenceTables, TableName } from './rows.js';

/** A field's test, and how to say what was expected. */
export interface Check {
  readonly expected: string;
  readonly is: (value: unknown) => boolean;
}

/** Every field of the row type must be named here, and no other: the compiler keeps `rows.ts` and this file together. */
interface Schema<Row> {
  readonly key: readonly (keyof Row & string)[];
  readonly fields: { readonly [Field in keyof Row]-?: Check };
}
type Schemas = { readonly [Name in TableName]: Schema<ReferenceTables[Name][number]> };

const check = (expected: string, is: (value: unknown) => boolean): Check => ({ expected, is });
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const matching = (expected: string, shape: RegExp) =>
  check(expected, (value) => typeof value === 'string' && shape.test(value));
const hasExactly = (value: unknown, fields: Readonly<Record<string, Check>>): boolean =>
  isObject(value) &&
  Object.keys(value).every((field) => Object.hasOwn(fields, field)) &&
  Object.entries(fields).every(([field, each]) => each.is(value[field]));

const orNull = (inner: Check) =>
  check(`${inner.expected} or null`, (value) => value === null || inner.is(value));
const listOf = (inner: Check) =>
  check(`a list of ${inner.expected}`, (value) => Array.isArray(value) && value.every(inner.is));
const oneOf = (...allowed: readonly string[]) =>
  check(`one of ${allowed.join(', ')}`, (value) => typeof value === 'string' && allowed.includes(value));

const text = check('a text', (value) => typeof value === 'string' && value.trim() !== '');
const flag = check('true or false', (value) => typeof value === 'boolean');
const whole = check('a whole number from 0', (value) => Number.isSafeInteger(value) && Number(value) >= 0);
const decimalText = matching('a decimal number written as text', /^-?[0-9]+(\.[0-9]+)?$/);
const code = matching('a code', /^[A-Za-z0-9][A-Za-z0-9,-]*$/);
const market = matching('two capital letters', /^[A-Z]{2}$/);
const parameter = matching('a parameter code', /^[A-Z][A-Z_]*$/);
const region = matching('a region code of 6 or 9 digits', /^[0-9]{6}([0-9]{3})?$/);
const monthDay = matching('MM-DD', /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);
const day = check('an existing day YYYY-MM-DD', (value) => {
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
});
const bilingual = check('a text in zh and en', (value) => hasExactly(value, { zh: text, en: text }));
const confidence = oneOf('official', 'confirmed', 'secondary', 'unverified');
const source = check('a source with document, clause and url', (value) =>
  hasExactly(value, { document: text, clause: orNull(text), url: orNull(text) }),
);
const figures = check('measured figures with their basis', (value) =>
  hasExactly(value, {
    basis: bilingual,
    figures: listOf(
      check('a figure', (each) => hasExactly(each, { parameter, value: decimalText, unit: text })),
    ),
    source,
    confidence,
  }),
);
const packageCountStep = check('a step of packages', (value) =>
  hasExactly(value, { from: whole, to: orNull(whole), packages: whole }),
);

const dated = {
  edition: orNull(text),
  validFrom: orNull(day),
  validTo: orNull(day),
  source,
  lastChecked: day,
  confidence,
};
const note = orNull(bilingual);
/** Left out of the rows shipped before there were conditions, and of rules for all fruit. */
const conditions = check('conditions with classes, varieties or both; left out: for all fruit', (value) => {
  if (value === undefined) return true;
  if (!isObject(value) || Object.keys(value).length === 0) return false;
  const list = (each: Check) => (codes: unknown) =>
    codes === undefined || (Array.isArray(codes) && codes.length > 0 && codes.every(each.is));
  const { classes, varieties, ...others } = value;
  return (
    Object.keys(others).length === 0 && list(oneOf('EXTRA', 'I', 'II'))(classes) && list(code)(varieties)
  );
});
const ruleKind = matching('the name of a rule kind', /^[a-z]+(-[a-z]+)*$/);

export const schemas: Schemas = {
  regions: {
    key: ['code'],
    fields: {
      code: region,
      name: bilingual,
      level: oneOf('PROVINCE', 'CITY', 'COUNTY', 'TOWN'),
      parent: orNull(region),
      inBase: flag,
      centroid: orNull(listOf(decimalText)),
      boundingBox: orNull(listOf(decimalText)),
      coordinateConfidence: orNull(confidence),
      ...dated,
    },
  },
  'customs-districts': {
    key: ['code'],
    fields: { code, name: bilingual, counties: listOf(region), ...dated },
  },
  varieties: {
    key: ['code'],
    fields: {
      code,
      name: bilingual,
      species: orNull(text),
      maturityClass: orNull(oneOf('EARLY', 'MID', 'LATE')),
      maturity: orNull(bilingual),
      measured: listOf(figures),
      note,
      ...dated,
    },
  },
  'variety-lists': { key: ['code'], fields: { code, title: bilingual, isExample: flag, ...dated } },
  'variety-list-entries': {
    key: ['list', 'variety'],
    fields: {
      list: code,
      variety: code,
      harvestFrom: orNull(monthDay),
      harvestTo: orNull(monthDay),
      note,
      ...dated,
    },
  },
  markets: {
    key: ['code'],
    fields: {
      code: market,
      name: bilingual,
      kind: oneOf('COUNTRY', 'REGION', 'UNION', 'FICTIONAL'),
      isoCode: orNull(market),
      note,
      ...dated,
    },
  },
  'market-status': {
    key: ['market', 'status', 'validFrom'],
    fields: { market, status: oneOf('OPEN', 'CLOSED'), note, ...dated },
  },
  'market-packs': { key: ['market', 'edition'], fields: { market, missing: listOf(bilingual), ...dated } },
  pests: {
    key: ['code'],
    fields: { code, name: bilingual, scientificName: text, eppoCode: orNull(text), ...dated },
  },
  substances: { key: ['code'], fields: { code, name: bilingual, ...dated } },
  'banned-substances': {
    key: ['act', 'substance'],
    fields: { act: code, substance: code, scope: bilingual, note, ...dated },
  },
  'product-intervals': {
    key: ['substance', 'formulation', 'crop'],
    fields: {
      substance: code,
      formulation: text,
      crop: text,
      target: text,
      intervalDays: whole,
      maxApplications: orNull(whole),
      note,
      ...dated,
    },
  },
  'residue-limits': {
    key: ['market', 'substance', 'commodity', 'edition'],
    fields: {
      market,
      substance: code,
      commodity: text,
      level: oneOf('COMMODITY', 'GROUP', 'CLASS'),
      limitMicrogramsPerKg: whole,
      atLoq: flag,
      residueDefinition: orNull(text),
      residueDefinitionKind: orNull(oneOf('SUBSTANCE', 'SUM', 'OTHER')),
      note: orNull(text),
      ...dated,
    },
  },
  'residue-fallbacks': {
    key: ['market'],
    fields: {
      market,
      kind: oneOf('UNIFORM', 'NOT_DETECTED', 'OTHER'),
      limitMicrogramsPerKg: orNull(whole),
      listComplete: flag,
      order: listOf(text),
      note,
      ...dated,
    },
  },
  'watch-lists': { key: ['market', 'edition'], fields: { market, substances: listOf(code), ...dated } },
  'geographical-indications': {
    key: ['code'],
    fields: {
      code,
      name: bilingual,
      scheme: bilingual,
      registrationNumber: orNull(text),
      area: orNull(bilingual),
      areaCode: orNull(region),
      areaConfidence: orNull(confidence),
      areaSource: orNull(source),
      note,
      ...dated,
    },
  },
  'eu-size-codes': {
    key: ['code'],
    fields: { code: whole, minMillimetres: whole, maxMillimetres: whole, ...dated },
  },
  'sampling-standards': { key: ['code', 'edition'], fields: { code, title: bilingual, note, ...dated } },
  'measurement-methods': {
    key: ['code', 'edition'],
    fields: { code, parameter, text: bilingual, note, ...dated },
  },
  'compliance-certificate': { key: ['code', 'edition'], fields: { code, title: bilingual, note, ...dated } },
  'package-counts': {
    key: ['code', 'edition'],
    fields: { code, title: bilingual, steps: listOf(packageCountStep), note, ...dated },
  },
  standards: {
    key: ['code'],
    fields: { code, title: bilingual, publisher: text, isExample: flag, isOwn: flag, ...dated },
  },
  rules: {
    key: ['code'],
    fields: {
      standard: code,
      code,
      unity: oneOf('VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'),
      subject: oneOf('PLOT', 'BATCH', 'LOT', 'SHIPMENT'),
      kind: ruleKind,
      parameters: check('an object', isObject),
      conditions,
      market: orNull(market),
      exceptMarkets: listOf(market),
      stage: oneOf('HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE'),
      effect: oneOf('LEGAL', 'CONTRACT', 'ADVICE'),
      title: bilingual,
      ...dated,
    },
  },
  'adoptable-rules': {
    key: ['code'],
    fields: {
      standard: code,
      code,
      kind: ruleKind,
      parameters: check('an object', isObject),
      title: bilingual,
      ...dated,
    },
  },
};
