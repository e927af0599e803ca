import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { BrandRefusal } from '../brand.refusals.js';
import type { LabelRefusal } from '../label.refusals.js';

/** A design as it is to be entered; both days included, no market: for any. */
export interface DesignAsked {
  readonly code: string;
  readonly brandCode: string;
  readonly organisationId: string;
  readonly marketCode: string | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/** What is known of what a new design names. */
export interface DesignContext {
  readonly brandExists: boolean;
  readonly marketExists: boolean;
  readonly codeTaken: boolean;
  /** Null: there is no such organisation. */
  readonly organisation: { readonly code: string; readonly kind: string; readonly isClosed: boolean } | null;
}

type Refusal = LabelRefusal | BrandRefusal | NotFound;

/**
 * Why a design cannot be entered; empty: it can. Past days are fine, because labels approved on paper are entered
 * later.
 *
 * @returns BRAND_UNKNOWN, LABEL_DESIGN_MARKET_UNKNOWN, LABEL_DESIGN_DATES_REVERSED, NOT_FOUND,
 *   LABEL_DESIGN_OF_A_PACKER_OR_EXPORTER, LICENSEE_CLOSED, LABEL_DESIGN_CODE_TAKEN
 * @see reference/supplementary-rules.md, rule 2; docs/adr/0023-labels.md
 */
export function refuseDesign(asked: DesignAsked, context: DesignContext): Refusal[] {
  const { code, brandCode, marketCode, validFrom, validTo } = asked;
  const refusals: Refusal[] = [...refuseUser(asked.organisationId, context.organisation)];
  if (!context.brandExists)
    refusals.push({ code: 'BRAND_UNKNOWN', values: { brandCode }, path: ['brandCode'] });
  if (marketCode !== null && !context.marketExists)
    refusals.push({ code: 'LABEL_DESIGN_MARKET_UNKNOWN', values: { marketCode }, path: ['marketCode'] });
  if (context.codeTaken) refusals.push(designCodeTaken(code));
  if (validTo < validFrom)
    refusals.push({ code: 'LABEL_DESIGN_DATES_REVERSED', values: { validFrom, validTo }, path: ['validTo'] });
  return refusals;
}

function refuseUser(id: string, organisation: DesignContext['organisation']): Refusal[] {
  const path = ['organisationId'];
  if (!organisation) return [{ code: 'NOT_FOUND', values: { id }, path }];
  const { code, kind, isClosed } = organisation;
  if (kind !== 'PACKHOUSE' && kind !== 'EXPORTER')
    return [{ code: 'LABEL_DESIGN_OF_A_PACKER_OR_EXPORTER', values: { code }, path }];
  return isClosed ? [{ code: 'LICENSEE_CLOSED', values: { code }, path }] : [];
}

/** The refusal of a code another design has; said here, and where the unique key catches a race. */
export const designCodeTaken = (code: string): LabelRefusal => ({
  code: 'LABEL_DESIGN_CODE_TAKEN',
  values: { code },
  path: ['code'],
});

/**
 * Why a person cannot be the second to look at a design; empty: he or she can. Nobody confirms what he entered, nor
 * what his own organisation prints.
 *
 * @param by with every organisation the person belongs to
 * @returns LABEL_DESIGN_CONFIRMED_ALREADY, LABEL_DESIGN_NEEDS_ANOTHER_PERSON
 * @see docs/adr/0023-labels.md: it takes two people, like everything that lets fruit go
 */
export function refuseDesignConfirmation(
  design: {
    readonly code: string;
    readonly organisationId: string;
    readonly recordedById: string;
    readonly isConfirmed: boolean;
  },
  by: { readonly userId: string; readonly organisationIds: readonly string[] },
): LabelRefusal[] {
  const { code } = design;
  const path = ['labelDesignId'];
  if (design.isConfirmed) return [{ code: 'LABEL_DESIGN_CONFIRMED_ALREADY', values: { code }, path }];
  if (design.recordedById === by.userId || by.organisationIds.includes(design.organisationId))
    return [{ code: 'LABEL_DESIGN_NEEDS_ANOTHER_PERSON', values: { code }, path }];
  return [];
}

/**
 * Why a design cannot end on a day; empty: it can. The day is its last: what was packed on it was labelled rightly.
 *
 * @param design with the days as entered, and the day it was ended on before, if it was
 * @returns LABEL_DESIGN_ENDED_ALREADY, LABEL_DESIGN_END_OUTSIDE
 */
export function refuseDesignEnd(
  design: Pick<DesignAsked, 'code' | 'validFrom' | 'validTo'> & { readonly endedOn: LocalDate | null },
  endedOn: LocalDate,
): LabelRefusal[] {
  const { code, validFrom, validTo } = design;
  if (design.endedOn)
    return [{ code: 'LABEL_DESIGN_ENDED_ALREADY', values: { code, endedOn: design.endedOn } }];
  if (endedOn < validFrom || validTo < endedOn)
    return [{ code: 'LABEL_DESIGN_END_OUTSIDE', values: { validFrom, validTo }, path: ['endedOn'] }];
  return [];
}
