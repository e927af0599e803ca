import type { BatchFacts, Facts, ReceiptFacts } from '../domain/facts.js';
import type { Judgement, NextStep } from '../domain/finding.js';
import { both, failed, notApplicable, passed, said, step, undecided, worstOf } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import type { JudgeContext } from '../domain/rule-kind.js';
import type { Bilingual } from '../domain/rule.js';
import { originsUnknown } from './origins.js';

/**
 * Judges the compliance certificate 承诺达标合格证 of a packed batch by its records: that whoever packed it issued one
 * (`SUBJECT`), or that every buyer on its way collected one (`HARVEST_BATCHES`). A sentence says who has to do what.
 * The duty can be done late: the 办法 sets a time to put it right before it fines.
 *
 * @returns null for facts kept by older versions, which have certificates among the documents
 * @see reference/compliance-certificate.json: `PURCHASE`, `MIXING`, `FINE`; docs/adr/0021-compliance-certificates.md
 */
export function judgeComplianceCertificate(
  on: 'SUBJECT' | 'HARVEST_BATCHES',
  batch: BatchFacts,
  ctx: JudgeContext,
): Judgement | null {
  if (on === 'SUBJECT') return batch.certificate === undefined ? null : issued(batch, batch.certificate, ctx);
  return batch.receipts === undefined ? null : collected(batch, batch.receipts, ctx);
}

function issued(
  batch: BatchFacts,
  certificate: NonNullable<BatchFacts['certificate']> | null,
  ctx: JudgeContext,
): Judgement {
  const evidence = [
    {
      type: 'compliance-certificate',
      id: certificate?.id ?? null,
      field: 'number',
      value: certificate?.number ?? null,
    },
  ];
  const packer =
    batch.packerId === null
      ? both('包装单位', 'the packer')
      : nameOf(ctx.facts, 'organisation', batch.packerId);
  const next = step(
    'PACKHOUSE',
    `由${packer.zh}为整批开具合格证，并注明混装、分装前的合格证。`,
    `${packer.en} issues one on the whole batch, which names those the fruit came with.`,
  );
  const fault = faultOf(certificate);
  if (fault === null)
    return passed(
      said(() =>
        both(
          `已开具承诺达标合格证 ${certificate?.number}。`,
          `A compliance certificate was issued: ${certificate?.number}.`,
        ),
      ),
      evidence,
    );
  if (certificate === null && batch.isCertificateNoted === true)
    return undecided(
      both(
        '包装时记了承诺达标合格证编号，但没有开具的记录。',
        'A number of a compliance certificate was written down at packing, but none is on record.',
      ),
      next,
      evidence,
    );
  return lacking(fault, next, evidence, ctx);
}

/** What is wrong with the certificate of whoever packed; null: nothing. */
function faultOf(certificate: NonNullable<BatchFacts['certificate']> | null): Bilingual | null {
  if (certificate === null)
    return both('包装后没有开具承诺达标合格证。', 'No compliance certificate was issued after packing.');
  const { number, withdrawnOn, coversBatch } = certificate;
  if (withdrawnOn !== null)
    return both(
      `承诺达标合格证 ${number} 已于 ${withdrawnOn} 撤回。`,
      `The compliance certificate ${number} was withdrawn on ${withdrawnOn}.`,
    );
  if (coversBatch) return null;
  return both(
    `承诺达标合格证 ${number} 只覆盖本批的一部分，须撤回。`,
    `The compliance certificate ${number} is for a part of the batch only and has to be withdrawn.`,
  );
}

function collected(batch: BatchFacts, receipts: readonly ReceiptFacts[], ctx: JudgeContext): Judgement {
  if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
  const judged = receipts.filter(({ receivedOn }) => ctx.inForceOn(receivedOn));
  if (judged.length === 0)
    return notApplicable(
      both(
        '收果时该规定尚未施行，或果实为包装厂自有。',
        "Taken over before the rule was in force, or the packhouse's own fruit.",
      ),
    );
  const missing = judged.filter(({ certificate }) => certificate?.withdrawnOn !== null);
  if (missing.length > 0) return worstOf(missing.map((receipt) => notCollected(receipt, ctx)));
  return passed(
    both('每次收果都收取了承诺达标合格证。', 'A compliance certificate was collected with every delivery.'),
    judged.map(({ id, certificate }) => ({
      type: 'receipt',
      id,
      field: 'certificate',
      value: certificate?.number ?? null,
    })),
  );
}

function notCollected(receipt: ReceiptFacts, ctx: JudgeContext): Judgement {
  const { id, receivedOn, certificate, isNoted } = receipt;
  const [supplier, buyer] = partiesOf(receipt, ctx.facts);
  const evidence = [{ type: 'receipt', id, field: 'certificate', value: certificate?.number ?? null }];
  const delivery = both(
    `${receivedOn} ${supplier.zh}交的果：`,
    `Delivery of ${supplier.en} on ${receivedOn}: `,
  );
  const next = step(
    'COOPERATIVE',
    `由${supplier.zh}开具，${buyer.zh}收取并保存。`,
    `${supplier.en} issues one, ${buyer.en} collects and keeps it.`,
  );
  if (certificate)
    return lacking(
      both(
        `${delivery.zh}承诺达标合格证 ${certificate.number} 已于 ${certificate.withdrawnOn} 被开具方撤回。`,
        `${delivery.en}its issuer withdrew the compliance certificate ${certificate.number} on ${certificate.withdrawnOn}.`,
      ),
      next,
      evidence,
      ctx,
    );
  if (isNoted)
    return undecided(
      said(() =>
        both(
          `${delivery.zh}过磅时记了合格证编号，但没有收存合格证。`,
          `${delivery.en}a number was written down at the scale, but no certificate is kept.`,
        ),
      ),
      step(
        'PACKHOUSE',
        `${buyer.zh}登记所收的合格证，系统外的须附照片。`,
        `${buyer.en} enters the certificate it collected, with a photograph if it is a paper from outside.`,
      ),
      evidence,
    );
  return lacking(
    both(`${delivery.zh}没有收取承诺达标合格证。`, `${delivery.en}no compliance certificate was collected.`),
    next,
    evidence,
    ctx,
  );
}

const partiesOf = ({ supplierId, buyerId }: ReceiptFacts, facts: Facts): [Bilingual, Bilingual] => [
  nameOf(facts, 'organisation', supplierId),
  nameOf(facts, 'organisation', buyerId),
];

/** Still to come before the rule's stage is reached; from then on a FAIL. */
function lacking(
  text: Bilingual,
  next: NextStep,
  evidence: Judgement['evidence'],
  { reached }: JudgeContext,
): Judgement {
  if (!reached) return undecided(text, next, evidence);
  return failed(text, evidence, next);
}
