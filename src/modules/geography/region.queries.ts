import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { CustomsDistrict } from './customs-district.entity.js';
import { Region, type RegionLevel } from './region.entity.js';

@Injectable()
export class RegionQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Regions of one level or below one region, by code. There are some dozens, so they come whole. */
  list(ctx: Ctx, filter: { level?: RegionLevel | null; parentCode?: string | null }): Promise<Region[]> {
    return this.uow.read(ctx, ({ manager }) =>
      manager.find(Region, {
        where: {
          ...(filter.level ? { level: filter.level } : {}),
          ...(filter.parentCode ? { parentCode: filter.parentCode } : {}),
        },
        order: { code: 'ASC' },
      }),
    );
  }

  customsDistricts(ctx: Ctx): Promise<CustomsDistrict[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(CustomsDistrict, { order: { code: 'ASC' } }));
  }

  /** For commands that are given a customs district, inside their transaction. */
  customsDistrictExists(reading: Reading, code: string): Promise<boolean> {
    return reading.manager.existsBy(CustomsDistrict, { code });
  }

  /** The town with its county, for commands that are given a town; null if there is no such town. */
  async town(reading: Reading, townCode: string): Promise<{ townCode: string; countyCode: string } | null> {
    const town = await reading.manager.findOneBy(Region, { code: townCode, level: 'TOWN' });
    return town?.parentCode ? { townCode, countyCode: town.parentCode } : null;
  }

  /** The regions among these codes, for commands that check several at once. */
  byCodes(reading: Reading, codes: readonly string[]): Promise<Region[]> {
    return reading.manager.findBy(Region, { code: In([...codes]) });
  }
}
