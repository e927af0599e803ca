import { Injectable } from '@nestjs/common';
import type { Permission } from '../../../infrastructure/auth/permissions.js';
import { actorOf, type Ctx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { ApiKeyId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { ApiKey } from '../api-key.entity.js';
import { refuseKeyTerms } from '../domain/api-key-terms.js';
import { newToken, tokenHash } from '../domain/token.js';
import type { organisationRefusals } from '../organisation.refusals.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Instant;
}

/** Characters of a key that are kept and shown, so that its owner can tell one key from another. */
const PREFIX_LENGTH = 12;

/**
 * Makes a key with which a program acts for the caller's organisation in the caller's name, within the scopes.
 * Making it again makes another key: the secret is not kept, so a repeated request could not be answered.
 */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  async execute(
    ctx: Ctx,
    input: NewApiKey,
  ): Promise<Result<{ apiKeyId: ApiKeyId; secret: string }, RefusalOf<typeof organisationRefusals>[]>> {
    const { userId, organisationId, permissions } = actorOf(ctx);
    const scopes = [...new Set(input.scopes)].sort();
    const refusals = refuseKeyTerms({ scopes, expiresAt: input.expiresAt }, permissions, ctx.now);
    if (refusals.length > 0) return err(refusals);
    const secret = newToken('api-key');
    return this.uow.write(ctx, async (tx) => {
      const apiKeyId = tx.ids.next<ApiKeyId>();
      await tx.manager.insert(ApiKey, {
        id: apiKeyId,
        organisationId,
        userId,
        name: input.name,
        prefix: secret.slice(0, PREFIX_LENGTH),
        secretHash: tokenHash(secret),
        scopes,
        createdAt: tx.now,
        expiresAt: input.expiresAt,
        lastUsedAt: null,
        revokedAt: null,
      });
      await this.ledger.append(tx, {
        kind: 'api-key.created',
        subjects: [apiKeyId, organisationId],
        facts: { scopes, expiresAt: input.expiresAt },
      });
      return ok({ apiKeyId, secret });
    });
  }
}
