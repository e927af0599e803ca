import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../../../infrastructure/database/context.js';
import { AddVarieties } from '../../varieties/commands/add-varieties.js';
import { kindOfEdition } from '../domain/edition-entry.js';
import type { DatedEntry } from '../domain/edition-publication.js';
import { EditionEntry } from '../edition-entry.entity.js';
import { marketPackRow, packRows, ruleRows } from '../edition-rows.js';
import { MarketPack, MarketStatus } from '../market-status.entity.js';
import { ResidueFallback, ResidueLimit } from '../residue-limit.entity.js';
import { RuleRow } from '../rule.entity.js';
import type { StandardVersionRow } from '../standard.entity.js';
import { listedRows, listRow, newVarietyRows } from '../variety-list-rows.js';
import { VarietyList, VarietyListEntry } from '../variety-list.entity.js';

/** Writes what an edition says into the tables that fruit is judged by. */
@Injectable()
export class EditionTables {
  constructor(private readonly varieties: AddVarieties) {}

  /** While the version is a draft still: afterwards the database lets nothing more into it. */
  async write(tx: Tx, version: StandardVersionRow, entries: readonly DatedEntry[]): Promise<void> {
    if (kindOfEdition(version) === 'VARIETY_LIST') await this.writeList(tx, version, entries);
    else await tx.manager.insert(RuleRow, ruleRows(version, entries));
    if (version.packMarketCode !== null) await this.writePack(tx, version, version.packMarketCode, entries);
    await tx.manager.update(
      EditionEntry,
      { versionCode: version.code, droppedAt: IsNull() },
      { isPublished: true },
    );
  }

  private async writePack(
    { manager }: Tx,
    version: StandardVersionRow,
    marketCode: string,
    entries: readonly DatedEntry[],
  ): Promise<void> {
    const rows = packRows(version, marketCode, entries);
    if (rows.limits.length > 0) await manager.insert(ResidueLimit, rows.limits);
    if (rows.fallbacks.length > 0) await manager.insert(ResidueFallback, rows.fallbacks);
    if (rows.statuses.length > 0) await manager.insert(MarketStatus, rows.statuses);
    await manager.insert(MarketPack, marketPackRow(version, marketCode, entries));
  }

  private async writeList(
    tx: Tx,
    version: StandardVersionRow,
    entries: readonly DatedEntry[],
  ): Promise<void> {
    await this.varieties.within(tx, newVarietyRows(version, entries));
    const list = { ...listRow(version, entries), state: 'PUBLISHED' as const, publishedAt: tx.now };
    await tx.manager.insert(VarietyList, list);
    await tx.manager.insert(VarietyListEntry, listedRows(version, entries));
  }
}
