import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { ChannelId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { ChannelReactions } from '../channel-reactions.js';
import { Channel } from '../channel.entity.js';
import type { ChannelRefusal } from '../channel.refusals.js';
import { refuseClosing } from '../domain/refuse-channel.js';

export interface ChannelClosing {
  readonly channelId: ChannelId;
  /** Its last open day. */
  readonly closedOn: LocalDate;
  readonly reason: string;
}

/** Closes a channel. What left by it up to that day left by an open channel. */
@Injectable()
export class CloseChannel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: ChannelReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: ChannelClosing & CommandInput) {
    return this.uow.command(ctx, 'closeChannel', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { channelId, closedOn, reason }: ChannelClosing,
  ): Promise<Result<{ channelId: ChannelId }, (ChannelRefusal | NotFound)[]>> {
    const channel = await tx.manager.findOne(Channel, {
      where: { id: channelId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!channel) return err([notFound(channelId, 'channelId')]);
    const refusals = refuseClosing(channel, closedOn);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(Channel, { id: channelId }, { validTo: closedOn });
    await this.ledger.append(tx, {
      kind: 'channel.closed',
      subjects: [channelId, channel.exporterId],
      facts: { channelId, closedOn, reason },
    });
    await this.reactions.notify(tx, channelId);
    return ok({ channelId });
  }
}
