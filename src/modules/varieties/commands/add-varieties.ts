import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import type { Provenance } from '../../../infrastructure/database/provenance.js';
import { Variety } from '../variety.entity.js';

/** What is said of a variety that was not known here. */
export type NewVariety = Provenance &
  Pick<Variety, 'code' | 'nameZh' | 'nameEn' | 'species' | 'maturityClass'>;

/** Makes varieties known. What they rest on is told by whoever calls: an edition of the unified list that is published. */
@Injectable()
export class AddVarieties {
  async within(tx: Tx, varieties: readonly NewVariety[]): Promise<void> {
    if (varieties.length === 0) return;
    const unmeasured = { maturity: null, figures: [], note: null };
    await tx.manager.insert(
      Variety,
      varieties.map((variety) => ({ ...variety, ...unmeasured })),
    );
  }
}
