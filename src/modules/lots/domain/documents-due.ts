import type { LocalDate } from '../../../kernel/local-date.js';
import { DOCUMENT_KINDS, isDocumentKind, type DocumentKind } from '../../standards/domain/document-kinds.js';
import type { Finding } from '../../standards/domain/finding.js';
import { STAGES, type Stage } from '../../standards/domain/rule.js';
import { leavesOn } from '../../standards/domain/rule-kind.js';
import type { LotState } from './lot-state.js';

/** Whether a document that is asked for is there. */
export type DocumentStanding = 'RECORDED' | 'NOT_VALID' | 'MISSING' | 'NOT_NEEDED';

/** A finding of the lot's judgement that asks for a document; null where its rule no longer says for which. */
export type DocumentFinding = Finding & { readonly document: string | null };

/** A document that is on record for the lot; without a last day it names none. */
export interface RecordedDocument {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly validUntil: LocalDate | null;
}

/** A document that a rule asks for, and how it stands. */
export interface DocumentDue {
  readonly document: DocumentKind;
  readonly standing: DocumentStanding;
  /** What is on record for the lot; null: nothing, or the document is one of a batch. */
  readonly recorded: RecordedDocument | null;
  /** The state the lot cannot reach without it, where the rule gates. */
  readonly dueBefore: LotState;
  readonly finding: DocumentFinding;
}

/** What a document of each stage has to be there for; what was asked for earlier stands at the gate of declaration. */
const DUE_BEFORE: Record<Stage, LotState> = {
  HARVEST: 'CLEARED',
  PACK: 'CLEARED',
  DECLARE: 'CLEARED',
  LOAD: 'LOADED',
  DEPART: 'DEPARTED',
  ARRIVE: 'ARRIVED',
};

/**
 * The documents that the rules of a lot ask for, by stage: what is on record now is held beside what the lot was judged by.
 *
 * @param findings those of its judgement that ask for a document
 * @param recorded what is on record for the lot
 * @param leaves   when it left, or is to leave
 * @returns in order of stage; of one stage what gates comes first
 */
export function documentsDue(
  findings: readonly DocumentFinding[],
  recorded: readonly RecordedDocument[],
  leaves: LocalDate,
): DocumentDue[] {
  return findings
    .flatMap((finding) => {
      const { document } = finding;
      if (document === null || !isDocumentKind(document)) return [];
      const ofBatch = finding.subject.type === 'BATCH';
      const held = ofBatch ? [] : recorded.filter(({ kind }) => kind === document);
      const best = held.find((each) => isValidOn(each, leaves)) ?? held.at(-1) ?? null;
      const standing = ofBatch ? ofFinding(finding) : ofLot(finding, best, leaves);
      return [{ document, standing, recorded: best, dueBefore: DUE_BEFORE[finding.stage], finding }];
    })
    .toSorted(
      (a, b) =>
        STAGES.indexOf(a.finding.stage) - STAGES.indexOf(b.finding.stage) ||
        Number(b.finding.effect !== 'ADVICE') - Number(a.finding.effect !== 'ADVICE') ||
        a.document.localeCompare(b.document),
    );
}

/**
 * The day the fruit of a lot leaves, or left.
 *
 * @param today the legal day, which stands in for a planned day that has passed
 */
export const departureOf = (
  { departedOn, plannedDepartureOn }: { departedOn: LocalDate | null; plannedDepartureOn: LocalDate },
  today: LocalDate,
): LocalDate => departedOn ?? leavesOn(plannedDepartureOn, today);

/** Who provides a document, and who records it. */
export const providersOf = (document: DocumentKind) => DOCUMENT_KINDS[document];

const isValidOn = ({ issuedOn, validUntil }: RecordedDocument, day: LocalDate): boolean =>
  issuedOn <= day && (validUntil === null || day <= validUntil);

function ofLot(finding: Finding, best: RecordedDocument | null, leaves: LocalDate): DocumentStanding {
  if (finding.verdict === 'NOT_APPLICABLE') return 'NOT_NEEDED';
  if (best === null) return 'MISSING';
  return isValidOn(best, leaves) ? 'RECORDED' : 'NOT_VALID';
}

/** A document of a batch has records of its own, which the lot was judged by. */
function ofFinding({ verdict }: Finding): DocumentStanding {
  if (verdict === 'NOT_APPLICABLE') return 'NOT_NEEDED';
  return verdict === 'PASS' ? 'RECORDED' : 'MISSING';
}
