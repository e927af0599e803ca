import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { ApiKeyId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { ApiKey } from '../api-key.entity.js';

export interface KeyRevocation {
  readonly apiKeyId: ApiKeyId;
}

/** Makes a key of the caller's organisation worthless from the next request on. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: KeyRevocation & CommandInput) {
    return this.uow.command(ctx, 'revokeApiKey', input, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, { apiKeyId }: KeyRevocation): Promise<Result<{ apiKeyId: ApiKeyId }, NotFound[]>> {
    const { organisationId } = actorOf(tx);
    const key = await tx.manager.findOne(ApiKey, {
      where: { id: apiKeyId, organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!key) return err([notFound(apiKeyId, 'apiKeyId')]);
    if (key.revokedAt) return ok({ apiKeyId });
    await tx.manager.update(ApiKey, { id: apiKeyId }, { revokedAt: tx.now });
    await this.ledger.append(tx, {
      kind: 'api-key.revoked',
      subjects: [apiKeyId, organisationId],
      facts: {},
    });
    return ok({ apiKeyId });
  }
}
