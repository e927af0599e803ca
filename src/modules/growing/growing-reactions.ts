import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** What became different about the sprays on one plot. */
export interface SpraysChange {
  readonly plotId: PlotId;
  /** The records that say something new: the one entered, or the correction and the one it corrects. */
  readonly recordIds: readonly GrowingRecordId[];
  /** The earliest day concerned; fruit picked before it is not. */
  readonly performedOn: LocalDate;
  /** The latest day concerned; left out: it is the only one. Fruit is concerned up to a year after it. */
  readonly lastOn?: LocalDate;
  /** Set where that takes the ground from statements that all sprays were on record: their first day, since which fruit is concerned. */
  readonly statedFrom?: LocalDate;
  /** Set where not the sprays but the figures of their label became known: that concerns many plots at once. */
  readonly labelId?: ProductLabelId;
}

/** The days that a change concerns. @param days of the records that say something new, at least one */
export function daysOf(
  days: readonly [LocalDate, ...LocalDate[]],
): Required<Pick<SpraysChange, 'performedOn' | 'lastOn'>> {
  const [first] = days;
  return {
    performedOn: days.reduce((earliest, day) => (day < earliest ? day : earliest), first),
    lastOn: days.reduce((latest, day) => (day > latest ? day : latest), first),
  };
}

/** Somebody stated for days on a plot that all sprays are on record, or takes that back. */
export interface SpraysStated {
  readonly plotId: PlotId;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What modules above do when sprays become known or known better; called inside the transaction that did it. */
export interface GrowingReaction {
  onSpraysChanged(tx: Tx, change: SpraysChange): Promise<void>;
  onSpraysStated?(tx: Tx, stated: SpraysStated): Promise<void>;
  /** A label was confirmed; called once, besides the changes of the sprays on each plot. */
  onLabelConfirmed?(tx: Tx, labelId: ProductLabelId): Promise<void>;
}

/** Where modules above register, so that a late spray can hold fruit without this module knowing of fruit. */
@Injectable()
export class GrowingReactions {
  private readonly reactions: GrowingReaction[] = [];

  register(reaction: GrowingReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: SpraysChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onSpraysChanged(tx, change);
  }

  async notifyOfStatement(tx: Tx, stated: SpraysStated): Promise<void> {
    for (const reaction of this.reactions) await reaction.onSpraysStated?.(tx, stated);
  }

  async notifyOfLabel(tx: Tx, labelId: ProductLabelId): Promise<void> {
    for (const reaction of this.reactions) await reaction.onLabelConfirmed?.(tx, labelId);
  }
}
