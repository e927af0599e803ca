import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { Variety } from '../variety.entity.js';

/** A variety that was not known here. */
export type NewVariety = Pick<Variety, keyof Variety>;

/** Makes varieties known. What they rest on is told by whoever calls: an edition of the unified list that is published. */
@Injectable()
export class AddVarieties {
  async within(tx: Tx, varieties: readonly NewVariety[]): Promise<void> {
    if (varieties.length > 0) await tx.manager.insert(Variety, [...varieties]);
  }
}
