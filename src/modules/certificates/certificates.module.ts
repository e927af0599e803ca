import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { BatchesModule } from '../batches/batches.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CertificateCommandsResolver } from './certificate-commands.resolver.js';
import { CertificateReactions } from './certificate-reactions.js';
import { CertificateQueries } from './certificate.queries.js';
import './certificate.refusals.js';
import {
  CertificateConnectionResolver,
  CertificateResolver,
  CollectionConnectionResolver,
  MissingConnectionResolver,
} from './certificate.resolver.js';
import { CertificateGround } from './commands/certificate-ground.js';
import { CollectComplianceCertificate } from './commands/collect-compliance-certificate.js';
import { IssueComplianceCertificate } from './commands/issue-compliance-certificate.js';
import { WithdrawComplianceCertificate } from './commands/withdraw-compliance-certificate.js';
import { KeptAttachments } from './kept-attachments.js';
import { MissingCertificates } from './missing-certificates.queries.js';

const commands = [CollectComplianceCertificate, IssueComplianceCertificate, WithdrawComplianceCertificate];

@Module({
  imports: [LedgerModule, AttachmentsModule, BatchesModule],
  providers: [
    ...commands,
    CertificateGround,
    CertificateQueries,
    MissingCertificates,
    CertificateReactions,
    KeptAttachments,
    CertificateResolver,
    CertificateConnectionResolver,
    CollectionConnectionResolver,
    MissingConnectionResolver,
    CertificateCommandsResolver,
  ],
  exports: [...commands, CertificateQueries, CertificateReactions],
})
export class CertificatesModule {}
