import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
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

export interface ChangeGrowerTold {
  readonly growerId: GrowerId;
  /** What is absent stays; null empties. */
  readonly name?: string | null | undefined;
  readonly telephone?: string | null | undefined;
  readonly townCode?: string | null | undefined;
}

/** Puts right what is kept of a grower: people change numbers, and have a right to be put down correctly. */
@Injectable()
export class ChangeGrower {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ChangeGrowerTold & CommandInput): Outcome<{ growerId: GrowerId }, LandRefusal> {
    return this.uow.command(ctx, 'changeGrower', told, (tx) => this.within(tx, told), { nullClears: true });
  }

  async within(tx: Tx, told: ChangeGrowerTold): Promise<Result<{ growerId: GrowerId }, LandRefusal[]>> {
    const { growerId } = told;
    const grower = await tx.manager.findOne(Grower, {
      where: { id: growerId, organisationId: actorOf(tx).organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!grower) return err([notFound(growerId, 'growerId')]);
    const next = {
      name: told.name === undefined ? grower.name : told.name,
      telephone: told.telephone === undefined ? grower.telephone : told.telephone,
      townCode: told.townCode === undefined ? grower.townCode : told.townCode,
    };
    const refusals = await this.refuse(tx, grower, next.townCode);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(Grower, { id: growerId }, next);
    await this.ledger.append(tx, {
      kind: 'grower.changed',
      subjects: [growerId],
      facts: {
        townCode: next.townCode,
        emptied: (['name', 'telephone'] as const).filter((field) => told[field] === null),
      },
      personal: personalOf(told),
    });
    return ok({ growerId });
  }

  private async refuse(tx: Tx, grower: Grower, townCode: string | null): Promise<LandRefusal[]> {
    const refusals: LandRefusal[] = [];
    if (grower.erasedAt !== null) refusals.push({ code: 'GROWER_ERASED', values: { code: grower.code } });
    if (townCode !== null && !(await this.regions.town(tx, townCode)))
      refusals.push({ code: 'TOWN_UNKNOWN', values: { townCode }, path: ['townCode'] });
    return refusals;
  }
}
