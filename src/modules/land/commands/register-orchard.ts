import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { OrchardId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import type { LandRefusal } from '../land.refusals.js';
import { Orchard } from '../orchard.entity.js';

export interface RegisterOrchardTold {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn?: string | null | undefined;
  readonly townCode: string;
}

/** Enters an orchard of the caller's cooperative. */
@Injectable()
export class RegisterOrchard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: RegisterOrchardTold & CommandInput,
  ): Outcome<{ orchardId: OrchardId }, LandRefusal> {
    return this.uow.command(ctx, 'registerOrchard', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: RegisterOrchardTold): Promise<Result<{ orchardId: OrchardId }, LandRefusal[]>> {
    const { code, nameZh, nameEn = null, townCode } = told;
    const taken: LandRefusal = { code: 'ORCHARD_CODE_TAKEN', values: { code }, path: ['code'] };
    return refusingViolations<{ orchardId: OrchardId }, LandRefusal>(
      { orchard_code_key: taken },
      async () => {
        if (!(await this.regions.town(tx, townCode)))
          return err([{ code: 'TOWN_UNKNOWN', values: { townCode }, path: ['townCode'] }]);
        const orchardId = tx.ids.next<OrchardId>();
        const { organisationId } = actorOf(tx);
        await tx.manager.insert(Orchard, {
          id: orchardId,
          code,
          organisationId,
          nameZh,
          nameEn,
          townCode,
          createdAt: tx.now,
          visibleTo: [organisationId],
        });
        await this.ledger.append(tx, {
          kind: 'orchard.registered',
          subjects: [orchardId],
          facts: { code, nameZh, nameEn, townCode },
        });
        return ok({ orchardId });
      },
    );
  }
}
