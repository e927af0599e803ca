import type { LocalDate } from '../src/kernel/local-date.js';
import type { Rule, StandardVersion } from '../src/modules/standards/domain/rule.js';
import type { ReferenceTables, RuleRow, StandardRow } from './rows.js';

/**
 * The shipped standards as versions the evaluator takes. Pure: the caller says how ids are made.
 *
 * @param idOf names the version of a standard, always alike for the same row
 * @throws RangeError for a rule of a standard that is not there
 */
export function standardVersions(
  tables: Pick<ReferenceTables, 'standards' | 'rules'>,
  idOf: (standard: StandardRow) => string,
): StandardVersion[] {
  const known = new Set(tables.standards.map(({ code }) => code));
  const orphan = tables.rules.find(({ standard }) => !known.has(standard));
  if (orphan) throw new RangeError(`rule ${orphan.code}: no standard is called ${orphan.standard}`);
  return tables.standards.map((row) => {
    const { code, edition } = row;
    const versionId = idOf(row);
    const rules = tables.rules.filter(({ standard }) => standard === code);
    return {
      id: versionId,
      code,
      edition: edition ?? '1',
      rules: rules.map((rule) => ruleOf(rule, versionId, row.isOwn)),
    };
  });
}

const ruleOf = (row: RuleRow, versionId: string, isOwn: boolean): Rule => ({
  id: `${versionId}/${row.code}`,
  code: row.code,
  versionId,
  unity: row.unity,
  subject: row.subject,
  kind: row.kind,
  parameters: row.parameters,
  conditions: { classes: row.conditions?.classes ?? null, varieties: row.conditions?.varieties ?? null },
  market: row.market,
  exceptMarkets: row.exceptMarkets,
  stage: row.stage,
  effect: row.effect,
  edition: row.edition,
  validFrom: row.validFrom as LocalDate | null, // the reader has proved that these are days
  validTo: row.validTo as LocalDate | null,
  source: row.source,
  isOwn,
  confidence: row.confidence,
  lastChecked: row.lastChecked as LocalDate,
  title: row.title,
});
