import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { CustomsDistrictReadingId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { ReferenceReactions } from '../../standards/reference-reactions.js';
import type { ChannelRefusal } from '../channel.refusals.js';
import { CustomsDistrictReading } from '../customs-district-reading.entity.js';

export interface CustomsDistrictTold {
  readonly customsDistrictCode: string;
  /** Every county that the text puts under it. */
  readonly countyCodes: readonly string[];
  readonly document: string;
  readonly clause: string;
  readonly url?: string | null | undefined;
}

type Kept = { readingId: CustomsDistrictReadingId };
type Refusal = ChannelRefusal | NotFound;

/** Which counties a customs district has: entered by the base office from a text, confirmed by a second person who read it too. */
@Injectable()
export class KeepCustomsDistricts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly ledger: Ledger,
    private readonly reactions: ReferenceReactions,
  ) {}

  enter(ctx: Ctx, told: CustomsDistrictTold & CommandInput): Outcome<Kept, Refusal> {
    return this.uow.command(ctx, 'enterCustomsDistrict', told, (tx) => this.enterWithin(tx, told));
  }

  confirm(ctx: Ctx, told: { readingId: CustomsDistrictReadingId } & CommandInput): Outcome<Kept, Refusal> {
    return this.uow.command(ctx, 'confirmCustomsDistrict', told, (tx) => this.confirmWithin(tx, told));
  }

  async enterWithin(tx: Tx, told: CustomsDistrictTold): Promise<Result<Kept, Refusal[]>> {
    const { customsDistrictCode, document, clause, url = null } = told;
    const countyCodes = [...new Set(told.countyCodes)].sort();
    const refusals = await this.refuse(tx, customsDistrictCode, countyCodes);
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<CustomsDistrictReadingId>();
    const reading = { customsDistrictCode, countyCodes, document, clause, url };
    await tx.manager.insert(CustomsDistrictReading, {
      id,
      ...reading,
      enteredAt: tx.now,
      enteredById: actorOf(tx).userId,
      confirmedAt: null,
      confirmedById: null,
    });
    await this.ledger.append(tx, { kind: 'customs-district.entered', subjects: [id], facts: reading });
    return ok({ readingId: id });
  }

  /** From then on the district's row says what was read, and lots that cross districts are judged by it. */
  async confirmWithin(
    tx: Tx,
    { readingId }: { readingId: CustomsDistrictReadingId },
  ): Promise<Result<Kept, Refusal[]>> {
    // All districts in one order: two confirmations at once must not put one county under both.
    await tx.manager.query('SELECT FROM customs_district ORDER BY code FOR NO KEY UPDATE');
    const found = await tx.manager.findOneBy(CustomsDistrictReading, { id: readingId });
    if (!found) return err([notFound(readingId, 'readingId')]);
    const { customsDistrictCode: code, countyCodes, document, clause, url } = found;
    const { userId } = actorOf(tx);
    if (found.confirmedAt !== null) return err([{ code: 'CUSTOMS_CONFIRMED_ALREADY', values: { code } }]);
    if (found.enteredById === userId) return err([{ code: 'CUSTOMS_TAKES_TWO', values: { code } }]);
    if (await isOvertaken(tx, found)) return err([{ code: 'CUSTOMS_READ_ANEW', values: { code } }]);
    const refusals = await this.refuse(tx, code, countyCodes);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      CustomsDistrictReading,
      { id: readingId },
      { confirmedAt: tx.now, confirmedById: userId },
    );
    await tx.manager.query(
      `UPDATE customs_district SET county_codes = $2, source = $3, confidence = 'confirmed', last_checked = $4 WHERE code = $1`,
      [code, countyCodes, JSON.stringify({ document, clause, url }), legalDay(tx.now)],
    );
    await this.ledger.append(tx, { kind: 'customs-district.confirmed', subjects: [readingId], facts: {} });
    await this.reactions.notify(tx, null);
    return ok({ readingId });
  }

  private async refuse(tx: Tx, code: string, countyCodes: readonly string[]): Promise<ChannelRefusal[]> {
    const refusals: ChannelRefusal[] = [];
    if (!(await this.regions.customsDistrictExists(tx, code)))
      refusals.push({
        code: 'CHANNEL_CUSTOMS_UNKNOWN',
        values: { customsDistrictCode: code },
        path: ['customsDistrictCode'],
      });
    const regions = await this.regions.byCodes(tx, countyCodes);
    const counties = new Set(regions.filter(({ level }) => level === 'COUNTY').map((each) => each.code));
    for (const countyCode of countyCodes.filter((each) => !counties.has(each)))
      refusals.push({ code: 'CUSTOMS_COUNTY_UNKNOWN', values: { countyCode }, path: ['countyCodes'] });
    for (const values of await elsewhere(tx, code, countyCodes))
      refusals.push({ code: 'CUSTOMS_COUNTY_ELSEWHERE', values, path: ['countyCodes'] });
    return refusals;
  }
}

/** Whether what was entered later is confirmed already. */
async function isOvertaken(tx: Tx, { id, customsDistrictCode }: CustomsDistrictReading): Promise<boolean> {
  const rows = await tx.manager.query<unknown[]>(
    `SELECT FROM customs_district_reading WHERE customs_district_code = $1 AND id > $2 AND confirmed_at IS NOT NULL LIMIT 1`,
    [customsDistrictCode, id],
  );
  return rows.length > 0;
}

/** Those of the counties that another district has. */
const elsewhere = (
  { manager }: Tx,
  code: string,
  countyCodes: readonly string[],
): Promise<{ countyCode: string; customsDistrictCode: string }[]> =>
  manager.query(
    `SELECT c.code AS "countyCode", d.code AS "customsDistrictCode"
     FROM customs_district d JOIN unnest($2::text[]) AS c (code) ON c.code = ANY (d.county_codes)
     WHERE d.code <> $1 ORDER BY d.code, c.code`,
    [code, countyCodes],
  );
