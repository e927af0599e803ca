import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { VarietyQueries } from '../../varieties/variety.queries.js';
import { limitCode, type Content, type Said } from '../domain/edition-entry.js';
import { refuseUnknownCodes } from '../domain/named-codes.js';
import { codesNamed, MOST_ENTRIES, refuseEntry } from '../domain/refuse-edition.js';
import type { Bilingual } from '../domain/rule.js';
import { EditionEntry } from '../edition-entry.entity.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { Market } from '../market.entity.js';
import { NamedCodeQueries } from '../named-code.queries.js';
import type { StandardVersionRow } from '../standard.entity.js';
import { substancesCalled } from '../substance-name.queries.js';
import { EditionDesk, written } from './edition-desk.js';

/** What a person enters; of a residue limit the substance is looked up, which may be told by a name. */
export interface DraftEntryTold {
  readonly versionCode: string;
  readonly code: string;
  readonly said: Said;
  readonly scanId?: AttachmentId | null | undefined;
  readonly ownerId?: UserId | null | undefined;
  readonly dueOn?: LocalDate | null | undefined;
}

export type Entered = { readonly entryId: EditionEntryId };

/**
 * Puts an entry into a draft, or says it anew where the draft has one of that code. What is said anew voids the
 * countersignature, and whoever says it counts as having entered it.
 */
@Injectable()
export class DraftEntry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly varieties: VarietyQueries,
    private readonly named: NamedCodeQueries,
    private readonly ledger: Ledger,
  ) {}

  /** @param operation the mutation it came by, for the request id */
  execute(
    ctx: Ctx,
    operation: string,
    told: DraftEntryTold & CommandInput,
  ): Outcome<Entered, EditionRefusal> {
    return this.uow.command(ctx, operation, told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, entered: DraftEntryTold): Promise<Result<Entered, EditionRefusal[]>> {
    const found = await this.desk.lockDraft(tx, entered.versionCode);
    if (!found.ok) return found;
    const version = found.value;
    const content = await this.withNames(tx, ofPack(entered.said.content, version), version.code);
    const told = content.type === 'RESIDUE_LIMIT' ? { ...entered, code: limitCode(content) } : entered;
    const refusals = [
      ...refuseEntry(version, content),
      ...(await this.refuseUnknown(tx, told.code, content)),
      ...(await this.desk.refuseNamed(tx, {
        scanId: told.scanId ?? null,
        ownerId: told.ownerId ?? null,
        dueOn: told.dueOn ?? null,
      })),
    ];
    const held = await tx.manager.findOneBy(EditionEntry, {
      versionCode: version.code,
      type: content.type,
      code: told.code,
      droppedAt: IsNull(),
    });
    if (!held && (await this.isFull(tx, version.code)))
      refusals.push({
        code: 'EDITION_ENTRIES_TOO_MANY',
        values: { most: MOST_ENTRIES },
        path: ['versionCode'],
      });
    if (refusals.length > 0) return err(refusals);
    const said: Said = { ...told.said, content };
    return ok({
      entryId: held ? await this.change(tx, held, said, told) : await this.enter(tx, said, told, version),
    });
  }

  private async enter(
    tx: Tx,
    said: Said,
    told: DraftEntryTold,
    { code: versionCode, ledgerId, ownerId, dueOn }: StandardVersionRow,
  ): Promise<EditionEntryId> {
    const { userId, organisationId } = actorOf(tx);
    const scanId = told.scanId ?? null;
    const entries = await this.desk.write(tx, versionCode, [
      {
        code: told.code,
        said,
        scanId,
        enteredById: userId,
        enteredAt: tx.now,
        countersignedById: null,
        countersignedAt: null,
        ownerId: told.ownerId ?? ownerId,
        dueOn: told.dueOn ?? dueOn,
      },
    ]);
    const [entry] = entries;
    if (!entry) throw new Error('one entry was written');
    await this.ledger.append(tx, {
      kind: 'edition.entered',
      subjects: [entry.id, ...(ledgerId ? [ledgerId] : [])],
      facts: {
        versionCode,
        entries,
        said: written(said).said,
        scanSha256: await this.desk.attach(tx, scanId, organisationId),
      },
    });
    return entry.id;
  }

  private async change(
    tx: Tx,
    held: EditionEntry,
    said: Said,
    told: DraftEntryTold,
  ): Promise<EditionEntryId> {
    const { userId, organisationId } = actorOf(tx);
    const scanId = told.scanId ?? held.scanId;
    const text = written(said);
    await tx.manager.update(
      EditionEntry,
      { id: held.id },
      {
        ...text,
        scanId,
        enteredById: userId,
        enteredAt: tx.now,
        countersignedById: null,
        countersignedAt: null,
        ownerId: told.ownerId ?? held.ownerId,
        dueOn: told.dueOn ?? held.dueOn,
      },
    );
    const { type, code, versionCode } = held;
    await this.ledger.append(tx, {
      kind: 'edition.changed',
      subjects: [held.id],
      facts: {
        versionCode,
        type,
        code,
        ...text,
        scanId,
        scanSha256: await this.desk.attach(tx, scanId, organisationId),
      },
    });
    return held.id;
  }

  private async isFull(tx: Tx, versionCode: string): Promise<boolean> {
    const count = await tx.manager.countBy(EditionEntry, { versionCode, droppedAt: IsNull() });
    return count >= MOST_ENTRIES;
  }

  private async refuseUnknown(tx: Tx, code: string, content: Content): Promise<EditionRefusal[]> {
    if (content.type === 'LISTED_VARIETY' && content.varietyName.zh === '')
      return [
        {
          code: 'VARIETY_UNKNOWN',
          values: { varietyCode: content.varietyCode },
          path: ['varietyCode'],
        },
      ];
    if (content.type === 'NEW_VARIETY' && (await this.varieties.byCode(tx, [code])).size > 0)
      return [{ code: 'VARIETY_KNOWN_ALREADY', values: { varietyCode: code }, path: ['varietyCode'] }];
    if (content.type === 'RESIDUE_LIMIT' && content.substanceName.zh === '')
      return [
        { code: 'EDITION_SUBSTANCE_UNKNOWN', values: { substance: content.substance }, path: ['substance'] },
      ];
    if (content.type !== 'RULE') return [];
    const { marketCode, exceptMarkets, conditions } = content;
    return [
      ...(await this.unknownMarkets(tx, marketCode === null ? [] : [marketCode], 'marketCode')),
      ...(await this.unknownMarkets(tx, exceptMarkets, 'exceptMarkets')),
      ...(await this.unknownVarieties(tx, conditions?.varieties ?? [])),
      ...refuseUnknownCodes(await this.named.unknown(tx, codesNamed(content))),
    ];
  }

  private async unknownMarkets(tx: Tx, codes: readonly string[], field: string): Promise<EditionRefusal[]> {
    const refusals: EditionRefusal[] = [];
    for (const marketCode of new Set(codes))
      if (!(await tx.manager.existsBy(Market, { code: marketCode })))
        refusals.push({ code: 'EDITION_MARKET_UNKNOWN', values: { marketCode }, path: [field] });
    return refusals;
  }

  /** A code that is misspelt would leave out all fruit, and nobody would see it. */
  private async unknownVarieties(tx: Tx, codes: readonly string[]): Promise<EditionRefusal[]> {
    if (codes.length === 0) return [];
    const known = await this.varieties.byCode(tx, codes);
    return codes
      .filter((code) => !known.has(code))
      .map((varietyCode) => ({
        code: 'RULE_VARIETY_UNKNOWN',
        values: { varietyCode },
        path: ['conditions', 'varieties'],
      }));
  }

  private async withNames(tx: Tx, content: Content, versionCode: string): Promise<Content> {
    if (content.type === 'LISTED_VARIETY')
      return { ...content, varietyName: await this.varietyName(tx, content.varietyCode, versionCode) };
    if (content.type !== 'RESIDUE_LIMIT') return content;
    const known = (await substancesCalled(tx, [content.substance])).get(content.substance);
    if (!known) return content;
    const told = known.mayBeTakenBack ? { substanceTold: content.substance } : {};
    const substanceName = { zh: known.nameZh, en: known.nameEn };
    return { ...content, ...told, substance: known.code, substanceName };
  }

  /** Of a variety that is known, or that the draft makes known; empty: neither. */
  private async varietyName(tx: Tx, code: string, versionCode: string): Promise<Bilingual> {
    const known = (await this.varieties.byCode(tx, [code])).get(code) ?? null;
    const added = { versionCode, type: 'NEW_VARIETY' as const, code, droppedAt: IsNull() };
    const entry = known ? null : await tx.manager.findOneBy(EditionEntry, added);
    const content = entry && (JSON.parse(entry.said) as Said).content;
    const name = content?.type === 'NEW_VARIETY' ? content : known;
    return { zh: name?.nameZh ?? '', en: name?.nameEn ?? name?.nameZh ?? '' };
  }
}

/** A rule of a pack is for the pack's market, which need not be said again. */
const ofPack = (content: Content, { packMarketCode }: StandardVersionRow): Content =>
  content.type === 'RULE' && content.marketCode === null && packMarketCode !== null
    ? { ...content, marketCode: packMarketCode }
    : content;
