import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { LotId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Finding, Verdict } from '../standards/domain/finding.js';
import type { Stage, Unity } from '../standards/domain/rule.js';
import type { LotState } from './domain/lot-state.js';
import { EVERYTHING, LotsAsData, type LotsRow } from './lot-view.sql.js';
import type { ReleaseRow } from './release-view.sql.js';

/** A lot with what hangs on it, as it is shown to its exporter; what was not asked for is absent. */
export interface LotView {
  readonly id: LotId;
  readonly code: string;
  readonly state: LotState;
  readonly openHoldCount: number;
  readonly exporterId: string;
  readonly channelId: string;
  readonly marketCode: string;
  readonly season: string;
  readonly plannedDepartureOn: LocalDate;
  readonly departedOn: LocalDate | null;
  readonly containerNumber: string | null;
  readonly sealNumber: string | null;
  readonly massGrams: Grams;
  readonly cartonCount: number;
  readonly countyCodes: string[];
  readonly varietyCodes: string[];
  readonly originOrganisationIds: string[];
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly exporter: object;
  readonly cooperatives: readonly object[];
  readonly members?: readonly object[];
  readonly judgement: { id: string; stage: Stage; judgedFor: LocalDate; judgedAt: Instant } | null;
  readonly checks?: readonly { unity: Unity; verdict: Verdict; findings?: readonly Finding[] }[];
  readonly releases?: readonly ReleaseRow[];
  readonly documents?: readonly object[];
  readonly transitions?: readonly object[];
}

const WHOLE = new LotsAsData(EVERYTHING);

@Injectable()
export class LotQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** By id or code; null if there is none the caller sees in full. One statement. */
  async find(ctx: Ctx, by: { id: LotId } | { code: string }): Promise<LotView | null> {
    const where = new Where()
      .when('id' in by ? by.id : null, (at) => `l.id = ${at}`)
      .when('code' in by ? by.code : null, (at) => `l.code = ${at}`)
      .visibleTo(ctx, 'l');
    const sql = WHOLE.statement(`SELECT l.*, 1 AS place FROM lot l WHERE ${where}`, () => '1');
    const [row] = await this.uow.select<LotsRow>(ctx, sql, where.params);
    return (row && WHOLE.read(row)[0]) ?? null;
  }
}
