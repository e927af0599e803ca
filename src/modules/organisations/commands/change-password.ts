import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import { RateLimits } from '../../../infrastructure/limits/rate-limits.js';
import type { UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refusePassword } from '../domain/credentials.js';
import { hashPassword, passwordFingerprint, verifyPassword } from '../domain/password.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';
import { tooManyTries } from '../too-many-tries.js';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/** Changes the caller's own password and ends all other sessions of the account. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly limits: RateLimits,
  ) {}

  /** @param address where the caller is: a session left open must not serve to guess the password */
  async execute(ctx: Ctx, input: PasswordChange & CommandInput, address: string) {
    const { userId } = actorOf(ctx);
    const wait = await this.limits.ofPassword(userId, address);
    if (wait > 0) return err([tooManyTries(wait)]);
    const changed = await this.change(ctx, input);
    if (changed.ok) await this.limits.passwordWasRight(userId, address);
    return changed;
  }

  private async change(ctx: Ctx, input: PasswordChange & CommandInput) {
    const { requestId, currentPassword, newPassword } = input;
    const asked = {
      requestId,
      currentPassword: await passwordFingerprint(requestId, currentPassword),
      newPassword: await passwordFingerprint(requestId, newPassword),
    };
    return this.uow.command(ctx, 'changePassword', asked, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, input: PasswordChange): Promise<Result<{ userId: UserId }, Refusal[]>> {
    const { userId, sessionId } = actorOf(tx);
    const { username, hash } = await this.people.lockCredentials(tx, userId);
    const refusals = refusePassword(username, input.newPassword, ['newPassword']);
    if (!(await verifyPassword(hash, input.currentPassword)))
      refusals.push({ code: 'PASSWORD_WRONG', values: {}, path: ['currentPassword'] });
    if (input.newPassword === input.currentPassword)
      refusals.push({ code: 'PASSWORD_UNCHANGED', values: {}, path: ['newPassword'] });
    if (refusals.length > 0) return err(refusals);
    await this.people.setPassword(tx, userId, await hashPassword(input.newPassword), false);
    await this.people.endSessions(tx, userId, sessionId);
    await this.ledger.append(tx, { kind: 'password.changed', subjects: [userId], facts: {} });
    return ok({ userId });
  }
}
