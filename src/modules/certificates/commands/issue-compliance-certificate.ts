import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { CertificateId } from '../../../kernel/ids.js';
import { legalDay, seasonOf } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { codeFor } from '../../batches/domain/batch-code.js';
import { Ledger } from '../../ledger/ledger.js';
import { CertificateReactions } from '../certificate-reactions.js';
import { CertificateContact, ComplianceCertificate } from '../certificate.entity.js';
import type { CertificateRefusal } from '../certificate.refusals.js';
import { refuseIssue } from '../domain/refuse-issue.js';
import { CertificateGround, type Ground, type Grower, type IssueCertificate } from './certificate-ground.js';
import { factsOf, issuedRow, type Settled } from './issued-row.js';

type Issued = { readonly certificateId: CertificateId };
type Refusal = CertificateRefusal | NotFound;

/**
 * Issues a compliance certificate 承诺达标合格证 on a batch the caller's organisation holds. Whoever mixed or repacked
 * issues a new one, which names those the fruit came with.
 */
@Injectable()
export class IssueComplianceCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ground: CertificateGround,
    private readonly attachments: Attachments,
    private readonly reactions: CertificateReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: IssueCertificate & CommandInput): Outcome<Issued, Refusal> {
    return this.uow.command(ctx, 'issueComplianceCertificate', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: IssueCertificate): Promise<Result<Issued, Refusal[]>> {
    const looked = await this.ground.look(tx, told);
    if (!looked.ok) return looked;
    const settled = settle(tx, told, looked.value);
    const refusals = refusalsOf(tx, told, looked.value, settled);
    if (refusals.length > 0) return err(refusals);
    const taken: CertificateRefusal = {
      code: 'CERTIFICATE_NUMBER_TAKEN',
      values: { number: settled.number },
      path: ['number'],
    };
    return refusingViolations<Issued, Refusal>({ compliance_certificate_number_key: taken }, async () => {
      await this.write(tx, told, looked.value, settled);
      await this.reactions.notify(tx, { batchIds: [told.batchId] });
      return ok({ certificateId: settled.id });
    });
  }

  private async write(tx: Tx, told: IssueCertificate, ground: Ground, settled: Settled): Promise<void> {
    const { source, grower, report } = ground;
    const row = issuedRow(tx, told, ground, settled);
    await tx.manager.insert(ComplianceCertificate, row);
    const personal = await this.keepContact(tx, told, row.id, grower);
    if (report) await this.attachments.grant(tx, [report.id], source.visibleTo);
    await this.ledger.append(tx, {
      kind: 'certificate.issued',
      subjects: [row.id, told.batchId],
      onBehalfOfId: row.onBehalfOfId,
      facts: { ...factsOf(row), reportSha256: report?.sha256 ?? null },
      personal,
    });
  }

  /** @returns what the ledger is only to commit to */
  private async keepContact(
    tx: Tx,
    told: IssueCertificate,
    certificateId: CertificateId,
    grower: Grower | null,
  ): Promise<Record<string, string>> {
    const name = grower?.name ?? null;
    const contact = told.contact ?? grower?.telephone ?? null;
    if (name === null && contact === null) return {};
    await tx.manager.insert(CertificateContact, {
      certificateId,
      organisationId: actorOf(tx).organisationId,
      growerId: told.onBehalfOfId ?? null,
      name,
      contact,
    });
    return { ...(name === null ? {} : { name }), ...(contact === null ? {} : { contact }) };
  }
}

/** Puts in what was not said: all of the batch, today, a number of the product's making. */
function settle(tx: Tx, told: IssueCertificate, { source }: Ground): Settled {
  const id = tx.ids.next<CertificateId>();
  const issuedOn = told.issuedOn ?? legalDay(tx.now);
  return {
    id,
    number: told.number ?? codeFor('HGZ', seasonOf(issuedOn), id),
    massGrams: told.massGrams ?? source.massGrams,
    issuedOn,
    basis: [...new Set(told.basis)],
  };
}

const refusalsOf = (
  tx: Tx,
  { onBehalfOfId }: IssueCertificate,
  { source, inspection, report }: Ground,
  settled: Settled,
): CertificateRefusal[] =>
  refuseIssue(
    { ...settled, hasReport: report !== null },
    {
      batch: source,
      today: legalDay(tx.now),
      standing: source.standing,
      isOfGrower: onBehalfOfId ? source.kind === 'HARVEST' && source.growerIds.includes(onBehalfOfId) : null,
      inspection,
    },
  );
