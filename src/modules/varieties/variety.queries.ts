import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { mapBy } from '../../graphql/loaders.js';
import { Variety } from './variety.entity.js';

/** A variety as it is stored; the class itself stays in this module. */
export type VarietyData = Variety;

@Injectable()
export class VarietyQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every variety, by code: a dozen or so, so they come whole. */
  varieties(ctx: Ctx): Promise<VarietyData[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(Variety, { order: { code: 'ASC' } }));
  }

  /** Those of them that are known here, by code. */
  async byCode({ manager }: Reading, codes: readonly string[]): Promise<ReadonlyMap<string, VarietyData>> {
    return mapBy(await manager.findBy(Variety, { code: In([...codes]) }), ({ code }) => code);
  }
}
