import { Injectable } from '@nestjs/common';
import type { Permission } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { ApiKeyId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export interface ApiKeyRow {
  readonly id: ApiKeyId;
  readonly userId: UserId;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: Permission[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** The keys of the organisation that the caller acts for; of no other, for the base office either. */
@Injectable()
export class ApiKeyQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest first; those that ended stay on the list. */
  list(ctx: Ctx): Promise<ApiKeyRow[]> {
    return this.uow.read(ctx, ({ manager }) =>
      manager.query<ApiKeyRow[]>(
        `${API_KEY} WHERE organisation_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100`,
        [actorOf(ctx).organisationId],
      ),
    );
  }

  /** One that was just made or revoked. */
  async present(ctx: Ctx, id: ApiKeyId): Promise<ApiKeyRow> {
    const [row] = await this.uow.read(ctx, ({ manager }) =>
      manager.query<ApiKeyRow[]>(`${API_KEY} WHERE id = $1 AND organisation_id = $2`, [
        id,
        actorOf(ctx).organisationId,
      ]),
    );
    if (!row) throw new Error(`API key ${id} is gone`);
    return row;
  }
}

const API_KEY = `SELECT id, user_id AS "userId", name, prefix, scopes, created_at AS "createdAt",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt" FROM api_key`;
