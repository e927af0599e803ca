import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { SubstanceReadingId } from '../../kernel/ids.js';
import type { SubstanceReadingType } from './substance-reading.types.js';

const SELECT = `SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", cas_number AS "casNumber", other_names AS "otherNames",
  jsonb_build_object('document', document, 'clause', clause, 'url', url) AS source,
  entered_at AS "enteredAt", confirmed_at AS "confirmedAt",
  withdrawal_reason AS "withdrawalReason", withdrawal_asked_at AS "withdrawalAskedAt", withdrawn_at AS "withdrawnAt" FROM substance_reading`;

/** Reads what was entered of substances, which everybody who is signed in may. */
@Injectable()
export class SubstanceReadingQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: SubstanceReadingId): Promise<SubstanceReadingType | null> {
    return (await this.uow.select<SubstanceReadingType>(ctx, `${SELECT} WHERE id = $1`, [id]))[0] ?? null;
  }

  /** Those that wait for a second person or those that do not, newest first. */
  list(ctx: Ctx, isConfirmed: boolean | null): Promise<SubstanceReadingType[]> {
    return this.uow.select<SubstanceReadingType>(
      ctx,
      `${SELECT} WHERE $1::boolean IS NULL OR (confirmed_at IS NOT NULL) = $1 ORDER BY id DESC LIMIT 100`,
      [isConfirmed],
    );
  }
}
