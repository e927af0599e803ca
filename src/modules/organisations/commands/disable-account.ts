import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';
import { UserAccount } from '../user-account.entity.js';

export interface AccountSwitch {
  readonly userId: UserId;
  /** True shuts the account, false opens it again. */
  readonly disabled: boolean;
}

type Refusal = NotFound | RefusalOf<typeof organisationRefusals>;

/** Shuts an account in all organisations at once, sessions and keys included, or opens it again. For the base office. */
@Injectable()
export class DisableAccount {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: AccountSwitch & CommandInput) {
    return this.uow.command(ctx, 'disableAccount', input, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, { userId, disabled }: AccountSwitch): Promise<Result<{ userId: UserId }, Refusal[]>> {
    if (userId === actorOf(tx).userId)
      return err([{ code: 'OWN_ACCOUNT_DISABLING', values: {}, path: ['userId'] }]);
    const account = await tx.manager.findOne(UserAccount, {
      where: { id: userId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!account) return err([notFound(userId, 'userId')]);
    if ((account.disabledAt !== null) === disabled) return ok({ userId });
    await tx.manager.update(UserAccount, { id: userId }, { disabledAt: disabled ? tx.now : null });
    if (disabled) await this.people.endSessions(tx, userId, null);
    await this.ledger.append(tx, {
      kind: disabled ? 'account.disabled' : 'account.enabled',
      subjects: [userId],
      facts: {},
    });
    return ok({ userId });
  }
}
