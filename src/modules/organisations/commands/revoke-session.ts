import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { SessionId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { Session } from '../session.entity.js';

export interface SessionEnd {
  readonly sessionId: SessionId;
}

/** Ends a session of the caller's own account: the one in use (signing out), or one left open elsewhere. */
@Injectable()
export class RevokeSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: SessionEnd & CommandInput) {
    return this.uow.command(ctx, 'revokeSession', input, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, { sessionId }: SessionEnd): Promise<Result<{ sessionId: SessionId }, NotFound[]>> {
    const { userId } = actorOf(tx);
    const session = await tx.manager.findOne(Session, {
      where: { id: sessionId, userId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!session) return err([notFound(sessionId, 'sessionId')]);
    if (session.revokedAt) return ok({ sessionId });
    await tx.manager.update(Session, { id: sessionId }, { revokedAt: tx.now });
    await this.ledger.append(tx, { kind: 'session.revoked', subjects: [sessionId, userId], facts: {} });
    return ok({ sessionId });
  }
}
