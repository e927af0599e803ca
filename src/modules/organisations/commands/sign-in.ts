import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import { RateLimits } from '../../../infrastructure/limits/rate-limits.js';
import type { SessionId, UserId } from '../../../kernel/ids.js';
import { addMillis, type Instant } from '../../../kernel/instant.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { authenticating } from '../authenticating.js';
import { normalUsername } from '../domain/credentials.js';
import { hashPassword, verifyPassword } from '../domain/password.js';
import { newToken, tokenHash } from '../domain/token.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { Session } from '../session.entity.js';
import { tooManyTries } from '../too-many-tries.js';

const SESSION_MILLIS = 12 * 60 * 60 * 1000;

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly mustChangePassword: boolean;
}

interface Account {
  readonly id: UserId;
  readonly hash: string;
  readonly must_change: boolean;
  readonly is_member: boolean;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/** Opens a session for a username and password. Wrong names and wrong passwords answer alike and take as long. */
@Injectable()
export class SignIn {
  /** Verified against where the name is unknown, so that the time taken does not tell. */
  private readonly decoy = hashPassword(newToken('session'));

  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly limits: RateLimits,
  ) {}

  async execute(
    ctx: Ctx,
    input: { username: string; password: string },
    options: { allowDemo: boolean; address: string },
  ): Promise<Result<SignedIn, Refusal[]>> {
    const username = normalUsername(input.username);
    const wait = await this.limits.ofPassword(username, options.address);
    if (wait > 0) return err([tooManyTries(wait)]);
    const found = await this.find(authenticating(ctx), username, options.allowDemo);
    const isRight = await verifyPassword(found?.hash ?? (await this.decoy), input.password);
    if (!found || !isRight) return err([{ code: 'SIGN_IN_FAILED', values: {} }]);
    await this.limits.passwordWasRight(username, options.address);
    if (!found.is_member) return err([{ code: 'ACCOUNT_WITHOUT_ORGANISATION', values: {} }]);
    return this.open(authenticating(ctx), found);
  }

  private find(ctx: Ctx, username: string, allowDemo: boolean): Promise<Account | null> {
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<Account[]>(
        `SELECT u.id, p.hash, p.must_change, EXISTS (
           SELECT FROM membership m JOIN organisation o ON o.id = m.organisation_id
           WHERE m.user_id = u.id AND m.ended_at IS NULL AND o.closed_at IS NULL) AS is_member
         FROM user_account u JOIN user_password p ON p.user_id = u.id
         WHERE u.username = $1 AND u.disabled_at IS NULL AND ($2 OR NOT u.is_demo)`,
        [username, allowDemo],
      );
      return rows[0] ?? null;
    });
  }

  private open(ctx: Ctx, account: Account): Promise<Result<SignedIn, never>> {
    const token = newToken('session');
    const expiresAt = addMillis(ctx.now, SESSION_MILLIS);
    return this.uow.write<SignedIn, never>(ctx, async (tx) => {
      const id = tx.ids.next<SessionId>();
      await tx.manager.insert(Session, {
        id,
        userId: account.id,
        tokenHash: tokenHash(token),
        createdAt: tx.now,
        lastUsedAt: tx.now,
        expiresAt,
        revokedAt: null,
      });
      await this.ledger.append(tx, {
        kind: 'session.opened',
        subjects: [id, account.id],
        facts: { expiresAt },
        by: { userId: account.id, organisationId: null },
      });
      return ok({ token, expiresAt, mustChangePassword: account.must_change });
    });
  }
}
