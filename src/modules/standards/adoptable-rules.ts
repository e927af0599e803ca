import { readReferenceTable } from '../../../reference/reference-tables.js';
import type { AdoptableRuleRow } from '../../../reference/rows.js';
import { referenceDirectory } from '../../infrastructure/database/reference-loader.js';
import { localDate, type LocalDate } from '../../kernel/local-date.js';
import type { AdoptableRule } from './domain/adoption.js';

/** A rule that can be adopted, with the edition it was read in and when. */
export interface ShippedAdoptable extends AdoptableRule {
  readonly edition: string | null;
  readonly lastChecked: LocalDate;
}

let rows: readonly ShippedAdoptable[] | undefined;

/** The rules of international standards that ship with the product, read when they are first asked for. */
export const shippedAdoptables = (): readonly ShippedAdoptable[] =>
  (rows ??= readReferenceTable(referenceDirectory(), 'adoptable-rules').map(dated));

const dated = (row: AdoptableRuleRow): ShippedAdoptable => ({
  ...row,
  validFrom: day(row.validFrom),
  validTo: day(row.validTo),
  lastChecked: localDate(row.lastChecked),
});

const day = (written: string | null): LocalDate | null => (written === null ? null : localDate(written));
