import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { EditionId, UserId } from '../../../kernel/ids.js';
import { legalDay, seasonEnd, seasonStart, type LocalDate, type Season } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { PACK, refuseDays, refuseReview } from '../domain/refuse-edition.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { Market } from '../market.entity.js';
import { StandardVersionRow } from '../standard.entity.js';
import { draftOf, enteredToday, takenAs, type Drafted } from './draft-standard-version.js';
import { EditionCopies } from './edition-copies.js';
import { EditionDesk, type NewEntry } from './edition-desk.js';
import { ensureOfficeStandard } from './office-standard.js';

/** What a pack, or an edition of the unified list, may start from. */
export const PACK_STARTS = ['LAST', 'SHIPPED', 'NOTHING'] as const;
export type PackStart = (typeof PACK_STARTS)[number];

export interface OpenPackTold {
  readonly marketCode: string;
  readonly season: Season;
  /** Absent: the first day of the season. Later for a correction that counts from a day on. */
  readonly validFrom?: LocalDate | null | undefined;
  readonly startFrom: PackStart;
  readonly reviewOn: LocalDate;
  /** Who sees to the entries, and by when, unless an entry says otherwise. */
  readonly ownerId: UserId;
  readonly dueOn: LocalDate;
}

/** Begins the market pack of a season, or a correction of it: a draft that holds what is known so far. */
@Injectable()
export class OpenMarketPack {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly copies: EditionCopies,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: OpenPackTold & CommandInput): Outcome<Drafted, EditionRefusal> {
    return this.uow.command(ctx, 'openMarketPack', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: OpenPackTold): Promise<Result<Drafted, EditionRefusal[]>> {
    const { marketCode, season, startFrom, reviewOn, ownerId, dueOn } = told;
    const market = await tx.manager.findOneBy(Market, { code: marketCode });
    const days = { validFrom: told.validFrom ?? seasonStart(season), validTo: seasonEnd(season) };
    const refusals = [
      ...refuseDays(days),
      ...refuseReview(reviewOn, legalDay(tx.now)),
      ...(await this.desk.refuseNamed(tx, { ownerId, dueOn })),
    ];
    if (!market)
      refusals.push({ code: 'EDITION_MARKET_UNKNOWN', values: { marketCode }, path: ['marketCode'] });
    if (!market || refusals.length > 0) return err(refusals);
    const standardCode = `${PACK}${marketCode}`;
    const earlier = await tx.manager.countBy(StandardVersionRow, { standardCode, season });
    const edition = `${season}-${earlier + 1}`;
    const code = `${standardCode}@${edition}`;
    return refusingViolations<Drafted, EditionRefusal>(takenAs(code, standardCode), async () => {
      await ensureOfficeStandard(tx, standardCode, {
        zh: `${market.nameZh}市场资料包`,
        en: `Market pack of ${market.nameEn}`,
      });
      const ledgerId = tx.ids.next<EditionId>();
      const provenance = { edition, ...days, source: sourceOf(market, season), ...enteredToday(tx) };
      await tx.manager.insert(StandardVersionRow, {
        ...draftOf(tx, ledgerId, code, standardCode),
        ...provenance,
        packMarketCode: marketCode,
        season,
        reviewOn,
        ownerId,
        dueOn,
      });
      const entries = await this.desk.write(tx, code, await this.start(tx, startFrom, marketCode, season));
      await this.ledger.append(tx, {
        kind: 'edition.drafted',
        subjects: [ledgerId],
        facts: {
          versionCode: code,
          standardCode,
          marketCode,
          season,
          ...days,
          reviewOn,
          ownerId,
          dueOn,
          entries,
        },
      });
      return ok({ versionCode: code });
    });
  }

  private async start(tx: Tx, from: PackStart, marketCode: string, season: Season): Promise<NewEntry[]> {
    if (from === 'NOTHING') return [];
    const last =
      from === 'LAST'
        ? await tx.manager.findOne(StandardVersionRow, {
            where: { packMarketCode: marketCode, state: Not('DRAFT' as const) },
            order: { season: 'DESC', validFrom: 'DESC', publishedAt: 'DESC' },
          })
        : null;
    // What was signed for one season has to be read again for the next.
    if (last) return this.copies.ofEdition(tx, last.code, 'MARKET_PACK', last.season === season);
    return this.copies.ofMarket(tx, marketCode);
  }
}

const sourceOf = (market: Market, season: Season) => ({
  document: `${market.nameZh}市场资料包 ${season} / Market pack of ${market.nameEn} ${season}`,
  clause: null,
  url: null,
});
