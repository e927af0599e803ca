import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { addDays } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { VarietyQueries } from '../../varieties/variety.queries.js';
import { kindOfEdition } from '../domain/edition-entry.js';
import { confidenceOfEdition, gapsOf, openEntries, type DatedEntry } from '../domain/edition-publication.js';
import { endedBy, refusePublishing } from '../domain/refuse-edition.js';
import { refuseVarieties } from '../domain/variety-list.js';
import type { EditionEntry } from '../edition-entry.entity.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { ReferenceReactions } from '../reference-reactions.js';
import { Standard, StandardVersionRow } from '../standard.entity.js';
import type { Drafted } from './draft-standard-version.js';
import { EditionDesk, entryOf } from './edition-desk.js';
import { EditionTables } from './edition-tables.js';

export interface PublishTold {
  readonly versionCode: string;
}

const isCountersigned = ({ countersignedAt }: EditionEntry): boolean => countersignedAt !== null;

/**
 * Publishes a draft that another person made: what it says is written into the tables that fruit is judged by, the
 * edition before ends on the eve of its first day, and lots that have not departed are judged again.
 */
@Injectable()
export class PublishStandardVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly tables: EditionTables,
    private readonly varieties: VarietyQueries,
    private readonly reactions: ReferenceReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: PublishTold & CommandInput): Outcome<Drafted, EditionRefusal> {
    return this.uow.command(ctx, 'publishStandardVersion', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { versionCode }: PublishTold): Promise<Result<Drafted, EditionRefusal[]>> {
    const found = await this.desk.lockDraft(tx, versionCode);
    if (!found.ok) return found;
    const version = found.value;
    const published = await this.publishedOf(tx, version.standardCode);
    const rows = await this.desk.entries(tx, versionCode);
    const entries = rows.map(entryOf);
    const { userId } = actorOf(tx);
    const dropped = await this.desk.dropped(tx, versionCode);
    const refusals = [
      ...refusePublishing(version, entries, published, userId, dropped),
      ...(await this.refuseVarieties(tx, version, entries)),
      // What nobody countersigned is confirmed by nothing, with or without its scan.
      ...(await this.desk.refuseErased(tx, rows.filter(isCountersigned), 'versionCode')),
      ...(await this.desk.refuseTakenBack(tx, rows, 'versionCode')),
    ];
    if (refusals.length > 0) return err(refusals);
    const ended = endedBy(version, published);
    await this.tables.write(tx, version, entries);
    await this.supersede(
      tx,
      version,
      ended.map(({ code }) => code),
    );
    await tx.manager.update(
      StandardVersionRow,
      { code: versionCode },
      {
        state: 'PUBLISHED',
        publishedAt: tx.now,
        publishedById: userId,
        confidence: confidenceOfEdition(entries),
      },
    );
    await tx.manager.update(Standard, { code: version.standardCode }, { keptByOffice: true });
    await this.remember(tx, version, entries, ended);
    const markets = await this.marketsOf(tx, [versionCode, ...ended.map(({ code }) => code)]);
    await this.reactions.notify(tx, markets.length === 1 ? (markets[0] ?? null) : null);
    return ok({ versionCode });
  }

  /** Locked, so that two drafts of one standard are not published past each other. */
  private async publishedOf(tx: Tx, standardCode: string): Promise<StandardVersionRow[]> {
    await tx.manager.findOne(Standard, {
      where: { code: standardCode },
      lock: { mode: 'for_no_key_update' },
    });
    return tx.manager.findBy(StandardVersionRow, { standardCode, state: Not('DRAFT' as const) });
  }

  /** Of an edition of the unified list: whether its varieties can be published. */
  private async refuseVarieties(
    tx: Tx,
    version: StandardVersionRow,
    entries: readonly DatedEntry[],
  ): Promise<EditionRefusal[]> {
    if (kindOfEdition(version) !== 'VARIETY_LIST') return [];
    const known = await this.varieties.byCode(
      tx,
      entries.map(({ code }) => code),
    );
    return refuseVarieties(entries, new Set(known.keys()));
  }

  private async supersede(tx: Tx, version: StandardVersionRow, codes: string[]): Promise<void> {
    if (codes.length === 0 || version.validFrom === null) return;
    await tx.manager.update(
      StandardVersionRow,
      { code: In(codes), state: 'PUBLISHED' },
      { state: 'SUPERSEDED', validTo: addDays(version.validFrom, -1) },
    );
  }

  private async remember(
    tx: Tx,
    version: StandardVersionRow,
    entries: readonly DatedEntry[],
    ended: readonly { readonly code: string }[],
  ): Promise<void> {
    const { code: versionCode, standardCode, packMarketCode: marketCode, season, validFrom } = version;
    const gaps = marketCode === null ? openEntries(version, entries) : gapsOf(version, entries);
    await this.ledger.append(tx, {
      kind: 'edition.published',
      subjects: version.ledgerId ? [version.ledgerId] : [],
      facts: {
        versionCode,
        standardCode,
        marketCode,
        season,
        validFrom,
        entryCount: entries.length,
        gapCount: gaps.length,
        superseded: ended.map(({ code }) => ({ versionCode: code })),
      },
    });
  }

  private async marketsOf(tx: Tx, versionCodes: readonly string[]): Promise<(string | null)[]> {
    const rows = await tx.manager.query<{ market: string | null }[]>(
      `SELECT DISTINCT market_code AS market FROM rule WHERE version_code = ANY ($1)
       UNION SELECT pack_market_code FROM standard_version WHERE code = ANY ($1) AND pack_market_code IS NOT NULL`,
      [versionCodes],
    );
    return rows.map(({ market }) => market);
  }
}
