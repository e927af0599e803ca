import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { hashPassword, temporaryPassword } from '../domain/password.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';

export interface PasswordReset {
  readonly userId: UserId;
}

type Refusal = NotFound | RefusalOf<typeof organisationRefusals>;

/**
 * Replaces a forgotten password by a temporary one, which allows nothing but choosing another, and ends the person's
 * sessions. An administrator does this for people of the own organisation alone: whoever also belongs to another one
 * would otherwise hand it over to a stranger.
 */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  /** @returns the password too, but only to the first try: it is not kept, so a repeated one is answered without it */
  async execute(ctx: Ctx, input: PasswordReset & CommandInput) {
    const chosen = temporaryPassword();
    const hash = await hashPassword(chosen);
    let password: string | null = null;
    const result = await this.uow.command(ctx, 'resetPassword', input, (tx) => {
      password = chosen;
      return this.within(tx, input, hash);
    });
    return result.ok ? ok({ ...result.value, temporaryPassword: password }) : result;
  }

  async within(
    tx: Tx,
    { userId }: PasswordReset,
    passwordHash: string,
  ): Promise<Result<{ userId: UserId }, Refusal[]>> {
    const [account] = await tx.manager.query<{ organisation_ids: OrganisationId[] }[]>(
      `SELECT organisation_ids FROM user_account WHERE id = $1 FOR UPDATE`,
      [userId],
    );
    const isVisible = account && (seesAll(tx) || belongsTo(account, actorOf(tx).organisationId));
    if (!isVisible) return err([notFound(userId, 'userId')]);
    if (!seesAll(tx) && account.organisation_ids.length > 1)
      return err([{ code: 'MEMBER_ELSEWHERE_TOO', values: {}, path: ['userId'] }]);
    await this.people.setPassword(tx, userId, passwordHash, true);
    await this.people.endSessions(tx, userId, null);
    await this.ledger.append(tx, { kind: 'password.reset', subjects: [userId], facts: {} });
    return ok({ userId });
  }
}

const belongsTo = (
  account: { organisation_ids: OrganisationId[] },
  organisationId: OrganisationId,
): boolean => account.organisation_ids.includes(organisationId);
