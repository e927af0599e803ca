import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { CustomsDistrictReadingId } from '../../kernel/ids.js';
import type { CustomsDistrictReadingType } from './customs-district.types.js';

const SELECT = `SELECT id, customs_district_code AS "customsDistrictCode", county_codes AS "countyCodes",
  jsonb_build_object('document', document, 'clause', clause, 'url', url) AS source,
  entered_at AS "enteredAt", confirmed_at AS "confirmedAt" FROM customs_district_reading`;

/** Reads what was entered of customs districts, which everybody who is signed in may. */
@Injectable()
export class CustomsDistrictQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: CustomsDistrictReadingId): Promise<CustomsDistrictReadingType | null> {
    return (
      (await this.uow.select<CustomsDistrictReadingType>(ctx, `${SELECT} WHERE id = $1`, [id]))[0] ?? null
    );
  }

  /** Newest first. */
  ofDistrict(ctx: Ctx, code: string): Promise<CustomsDistrictReadingType[]> {
    return this.uow.select<CustomsDistrictReadingType>(
      ctx,
      `${SELECT} WHERE customs_district_code = $1 ORDER BY id DESC LIMIT 100`,
      [code],
    );
  }
}
