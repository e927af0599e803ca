import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { CertificateId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import {
  CollectComplianceCertificateInput,
  CollectedCertificatePayload,
  ComplianceCertificatePayload,
  IssueComplianceCertificateInput,
  WithdrawComplianceCertificateInput,
} from './certificate.inputs.js';
import { CertificateQueries } from './certificate.queries.js';
import { CollectedCertificateType, ComplianceCertificateType } from './certificate.types.js';
import { CollectComplianceCertificate } from './commands/collect-compliance-certificate.js';
import { IssueComplianceCertificate } from './commands/issue-compliance-certificate.js';
import { WithdrawComplianceCertificate } from './commands/withdraw-compliance-certificate.js';

const IssueResult = resultUnion('IssueComplianceCertificateResult', () => ComplianceCertificatePayload);
const WithdrawResult = resultUnion('WithdrawComplianceCertificateResult', () => ComplianceCertificatePayload);
const CollectResult = resultUnion('CollectComplianceCertificateResult', () => CollectedCertificatePayload);

@Resolver()
export class CertificateCommandsResolver {
  constructor(
    private readonly queries: CertificateQueries,
    private readonly issue: IssueComplianceCertificate,
    private readonly withdraw: WithdrawComplianceCertificate,
    private readonly collect: CollectComplianceCertificate,
  ) {}

  @Mutation(() => IssueResult, {
    description:
      'Issues a compliance certificate 承诺达标合格证 on a batch you hold. Whoever mixed or repacked issues a new one.',
  })
  @Requires('certificate:issue')
  async issueComplianceCertificate(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch, and what the promise rests on.' })
    input: IssueComplianceCertificateInput,
  ): Promise<ComplianceCertificatePayload | Refused> {
    return this.answer(ctx, await this.issue.execute(ctx, input));
  }

  @Mutation(() => WithdrawResult, {
    description:
      'Withdraws a certificate that was wrong. It stays on record, and fruit that leans on it lacks one again.',
  })
  @Requires('certificate:withdraw')
  async withdrawComplianceCertificate(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The certificate and why.' }) input: WithdrawComplianceCertificateInput,
  ): Promise<ComplianceCertificatePayload | Refused> {
    return this.answer(ctx, await this.withdraw.execute(ctx, input));
  }

  @Mutation(() => CollectResult, {
    description: 'Records that you collected the certificate a delivery came with, at the scale or later.',
  })
  @Requires('certificate:collect')
  async collectComplianceCertificate(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The delivery and its certificate.' })
    input: CollectComplianceCertificateInput,
  ): Promise<CollectedCertificatePayload | Refused> {
    const result = await this.collect.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.findCollection(ctx, result.value.collectionId);
    if (!row) throw new Error('what was just collected is not visible to its buyer');
    return Object.assign(new CollectedCertificatePayload(), { collected: CollectedCertificateType.of(row) });
  }

  private async answer(
    ctx: Context,
    result: Result<{ certificateId: CertificateId }, AnyRefusal[]>,
  ): Promise<ComplianceCertificatePayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.find(ctx, result.value.certificateId);
    if (!row) throw new Error('the certificate just written is not visible to its issuer');
    const certificate = ComplianceCertificateType.of(ctx.language, row);
    return Object.assign(new ComplianceCertificatePayload(), { certificate });
  }
}
