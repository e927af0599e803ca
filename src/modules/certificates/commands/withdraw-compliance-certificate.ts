import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { CertificateId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { CertificateReactions } from '../certificate-reactions.js';
import { ComplianceCertificate } from '../certificate.entity.js';
import type { CertificateRefusal } from '../certificate.refusals.js';

export interface WithdrawCertificate {
  readonly certificateId: CertificateId;
  readonly reason: string;
}

type Withdrawn = { readonly certificateId: CertificateId };

/**
 * Withdraws a certificate that was wrong. It stays on record with the day and the reason, and speaks for nothing any more:
 * the issuer issues another on the batch, and whoever collected it collects that one.
 */
@Injectable()
export class WithdrawComplianceCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: CertificateReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: WithdrawCertificate & CommandInput,
  ): Outcome<Withdrawn, CertificateRefusal | NotFound> {
    return this.uow.command(ctx, 'withdrawComplianceCertificate', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { certificateId, reason }: WithdrawCertificate,
  ): Promise<Result<Withdrawn, (CertificateRefusal | NotFound)[]>> {
    const { organisationId, userId } = actorOf(tx);
    const where = { id: certificateId, issuerId: organisationId };
    const named = await tx.manager.findOneBy(ComplianceCertificate, where);
    if (!named) return err([notFound(certificateId, 'certificateId')]);
    // The batch before its certificate, as a grant of sight locks them.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [named.batchId]);
    const { affected } = await tx.manager.update(
      ComplianceCertificate,
      { ...where, withdrawnAt: IsNull() },
      { withdrawnAt: tx.now, withdrawnById: userId, withdrawalReason: reason },
    );
    if (affected !== 1)
      return err([{ code: 'CERTIFICATE_WITHDRAWN_ALREADY', values: { number: named.number } }]);
    await this.ledger.append(tx, {
      kind: 'certificate.withdrawn',
      subjects: [certificateId, named.batchId],
      facts: { number: named.number, reason },
    });
    await this.reactions.notify(tx, { batchIds: [named.batchId] });
    return ok({ certificateId });
  }
}
