import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, DocumentFacts, Facts } from '../domain/facts.js';
import type { Judgement, NextStep } from '../domain/finding.js';
import { both, failed, listed, notApplicable, passed, said, step, undecided } from '../domain/judgement.js';
import { DOCUMENT_KINDS, isDocumentKind, type DocumentKind } from '../domain/document-kinds.js';
import {
  batchOf,
  shipmentDay,
  type JudgeContext,
  type RuleKind,
  type SubjectFacts,
} from '../domain/rule-kind.js';
import { judgeComplianceCertificate } from './compliance-certificate.js';
import { crossesDistricts, maybeOneDistrict, restingOnDistricts } from './customs-districts.js';
import { originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

interface DocumentPresent {
  readonly document: DocumentKind;
  /** Whose document it is: the subject's own, or one for each harvest batch it was made from. */
  readonly on: 'SUBJECT' | 'HARVEST_BATCHES';
  /** When it is asked for at all; null: always. */
  readonly when: 'OTHER_CUSTOMS_DISTRICT' | null;
}

const KIND = 'document-present';

/**
 * A document is on record and valid on the day the fruit leaves. Before the rule's stage is reached it is still to come
 * (INDETERMINATE); from then on its absence is a FAIL. A compliance certificate of a batch has records of its own
 * (`compliance-certificate.ts`); facts kept by older versions have it among the documents.
 *
 * @see reference/working-rules.md, rule 11, for the certificate of supply; the other documents each name their own text
 */
export const documentPresent: RuleKind<DocumentPresent> = {
  kind: KIND,
  subjects: ['BATCH', 'LOT', 'SHIPMENT'],
  subjectsWith: ({ on }) => (on === 'SUBJECT' ? ['BATCH', 'LOT', 'SHIPMENT'] : ['BATCH']),
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'EXPORTER',
    '出口企业取得有效单证并录入。',
    'The exporter obtains a document that is valid and records it.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['document', 'on', 'when']);
    const document = read.text('document');
    if (!isDocumentKind(document)) throw new RangeError(`${KIND}: document must be a known kind of document`);
    const when = read.raw('when') === undefined ? null : read.oneOf('when', ['OTHER_CUSTOMS_DISTRICT']);
    return { document, on: read.oneOf('on', ['SUBJECT', 'HARVEST_BATCHES']), when };
  },
  judge: ({ document, on, when }, subject, ctx) => {
    const present = () => presence(document, on, subject, ctx);
    if (when === null) return present();
    const crossing = crossesDistricts(subject, ctx.facts);
    if (crossing.answer === 'unknown') return districtUnknown(subject);
    if (crossing.answer === 'yes') return restingOnDistricts(present(), crossing);
    return maybeOneDistrict(crossing) ?? notApplicable(ONE_DISTRICT);
  },
};

const ONE_DISTRICT = both(
  '果实与包装厂同属一个关区。',
  'Fruit and packhouse belong to one customs district.',
);

function presence(
  document: DocumentKind,
  on: DocumentPresent['on'],
  subject: SubjectFacts,
  ctx: JudgeContext,
): Judgement {
  if (document === 'COMPLIANCE_CERTIFICATE' && subject.type === 'BATCH') {
    const judgement = judgeComplianceCertificate(on, subject.batch, ctx);
    if (judgement) return judgement;
  }
  return on === 'SUBJECT' ? ofSubject(document, subject, ctx) : ofHarvests(document, batchOf(subject), ctx);
}

function ofSubject(document: DocumentKind, subject: SubjectFacts, ctx: JudgeContext): Judgement {
  const { name } = DOCUMENT_KINDS[document];
  const type = subject.type === 'BATCH' ? 'BATCH' : 'LOT';
  const present = documentsOf(ctx.facts, document, type, subject.id);
  const day = shipmentDay(ctx.facts, ctx.at) ?? ctx.at.date;
  const valid = present.find((each) => isValidOn(each, day));
  if (valid) {
    return passed(
      said(() =>
        both(
          `已备${name.zh}${valid.number ? ` ${valid.number}` : ''}。`,
          `On record: ${name.en}${valid.number ? ` ${valid.number}` : ''}.`,
        ),
      ),
      [{ type: 'document', id: valid.id, field: 'validTo', value: valid.validTo }],
    );
  }
  const [other] = present;
  if (other) {
    return failed(
      said(() => both(`${name.zh}在 ${day} 无效。`, `The ${name.en} is not valid on ${day}.`)),
      present.map(({ id, validTo }) => ({ type: 'document', id, field: 'validTo', value: validTo })),
    );
  }
  return absent(document, both(`缺${name.zh}。`, `Missing: ${name.en}.`), subject, ctx);
}

/** Each harvest batch that the packer took over from somebody else since the rule is in force has a document of its own. */
function ofHarvests(document: DocumentKind, batch: BatchFacts, ctx: JudgeContext): Judgement {
  const { name } = DOCUMENT_KINDS[document];
  if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
  const judged = batch.origins.filter(
    ({ harvestedOn, ownerId }) =>
      (harvestedOn === null || ctx.inForceOn(harvestedOn)) &&
      (ownerId === null || ownerId !== batch.packerId),
  );
  if (judged.length === 0) {
    return notApplicable(
      both(
        '采收时该规定尚未施行，或果实为包装厂自有。',
        "Picked before the rule was in force, or the packhouse's own fruit.",
      ),
    );
  }
  const without = judged.filter(
    ({ harvestBatchId }) => documentsOf(ctx.facts, document, 'BATCH', harvestBatchId).length === 0,
  );
  if (without.length === 0) {
    return passed(
      said(() => both(`每个采收批都附有${name.zh}。`, `Every harvest batch came with its ${name.en}.`)),
      judged.map(({ harvestBatchId }) => ({
        type: 'batch',
        id: harvestBatchId,
        field: document,
        value: true,
      })),
    );
  }
  const plots = listed(without.map(({ plotCode }) => plotCode));
  const text = both(
    `来自地块 ${plots.zh} 的采收批缺${name.zh}。`,
    `No ${name.en} came with the harvest batches of ${plots.en}.`,
  );
  return absent(document, text, { type: 'BATCH', id: batch.id, batch }, ctx);
}

function absent(
  document: DocumentKind,
  text: Judgement['explanation'],
  subject: SubjectFacts,
  ctx: JudgeContext,
): Judgement {
  const evidence = [{ type: subject.type.toLowerCase(), id: subject.id, field: document, value: null }];
  if (ctx.reached && ctx.facts.documents !== null) return failed(text, evidence);
  return undecided(text, obtaining(document), evidence);
}

const RECORDS = {
  EXPORTER: both('出口企业', 'exporter'),
  PACKHOUSE: both('包装厂', 'packhouse'),
} as const;

/** Who records a document does it, wherever it comes from. */
function obtaining(document: DocumentKind): NextStep {
  const { name, providedBy, recordedBy } = DOCUMENT_KINDS[document];
  const by = RECORDS[recordedBy];
  return by.en === providedBy.en
    ? step(
        recordedBy,
        `${by.zh}备妥${name.zh}并录入。`,
        `The ${by.en} draws up the ${name.en} and records it.`,
      )
    : step(
        recordedBy,
        `${by.zh}向${providedBy.zh}取得${name.zh}并录入。`,
        `The ${by.en} obtains the ${name.en} from the ${providedBy.en} and records it.`,
      );
}

const documentsOf = (
  facts: Facts,
  kind: DocumentKind,
  type: 'BATCH' | 'LOT',
  id: string,
): readonly DocumentFacts[] =>
  (facts.documents ?? []).filter(
    (each) => each.kind === kind && each.subject.type === type && each.subject.id === id,
  );

const isValidOn = ({ issuedOn, validTo }: DocumentFacts, day: LocalDate): boolean =>
  issuedOn <= day && (validTo === null || day <= validTo);

const districtUnknown = (subject: SubjectFacts): Judgement =>
  undecided(
    both('不知道果园与包装厂各属哪个关区。', 'The customs districts of orchard and packhouse are not known.'),
    step('BASE_OFFICE', '基地办公室补记所属海关。', 'The base office records the customs districts.'),
    [{ type: subject.type.toLowerCase(), id: subject.id, field: 'customsDistrict', value: null }],
  );
