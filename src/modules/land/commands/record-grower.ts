import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowerId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { Grower } from '../grower.entity.js';
import type { LandRefusal } from '../land.refusals.js';
import { personalOf } from './grower-personal.js';

export interface RecordGrowerTold {
  readonly code: string;
  readonly name?: string | null | undefined;
  readonly telephone?: string | null | undefined;
  readonly townCode?: string | null | undefined;
}

/** Enters a grower of the caller's cooperative. Name and telephone stand in the row alone; the ledger has commitments. */
@Injectable()
export class RecordGrower {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordGrowerTold & CommandInput): Outcome<{ growerId: GrowerId }, LandRefusal> {
    return this.uow.command(ctx, 'recordGrower', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: RecordGrowerTold): Promise<Result<{ growerId: GrowerId }, LandRefusal[]>> {
    const { code, townCode = null } = told;
    const taken: LandRefusal = { code: 'GROWER_CODE_TAKEN', values: { code }, path: ['code'] };
    return refusingViolations<{ growerId: GrowerId }, LandRefusal>({ grower_code_key: taken }, async () => {
      if (townCode !== null && !(await this.regions.town(tx, townCode)))
        return err([{ code: 'TOWN_UNKNOWN', values: { townCode }, path: ['townCode'] }]);
      const growerId = tx.ids.next<GrowerId>();
      await tx.manager.insert(Grower, {
        id: growerId,
        code,
        organisationId: actorOf(tx).organisationId,
        townCode,
        name: told.name ?? null,
        telephone: told.telephone ?? null,
        createdAt: tx.now,
        erasedAt: null,
      });
      await this.ledger.append(tx, {
        kind: 'grower.recorded',
        subjects: [growerId],
        facts: { code, townCode },
        personal: personalOf(told),
      });
      return ok({ growerId });
    });
  }
}
