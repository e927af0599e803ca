import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import type { Reading, Tx } from '../../../infrastructure/database/context.js';
import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { AttachmentId, EditionEntryId, OrganisationId, UserId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { MemberQueries } from '../../organisations/member.queries.js';
import type { Said } from '../domain/edition-entry.js';
import type { DatedEntry } from '../domain/edition-publication.js';
import { refuseDue, type DroppedEntry } from '../domain/refuse-edition.js';
import { EditionEntry } from '../edition-entry.entity.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { StandardVersionRow } from '../standard.entity.js';
import { substancesCalled } from '../substance-name.queries.js';

/** What is to be put into an edition, before it has an id. */
export interface NewEntry {
  readonly code: string;
  readonly said: Said;
  readonly scanId: AttachmentId | null;
  readonly enteredById: UserId;
  readonly enteredAt: EditionEntry['enteredAt'];
  readonly countersignedById: UserId | null;
  readonly countersignedAt: EditionEntry['countersignedAt'];
  readonly ownerId: UserId | null;
  readonly dueOn: EditionEntry['dueOn'];
}

/** An entry as decisions look at it. */
export const entryOf = (row: EditionEntry): DatedEntry => ({
  type: row.type,
  code: row.code,
  said: JSON.parse(row.said) as Said,
  hasScan: row.scanId !== null,
  enteredById: row.enteredById,
  countersignedById: row.countersignedById,
  ownerId: row.ownerId,
  dueOn: row.dueOn,
  lookedAt: row.countersignedAt ?? row.enteredAt,
});

/** What an entry says, as it is stored and signed. */
export function written(said: Said): { said: string; saidSha256: string } {
  const text = canonicalJson(said);
  return { said: text, saidSha256: sha256Hex(text) };
}

/** What the commands on drafts share: locks go to the version first, so that nothing changes while it is published. */
@Injectable()
export class EditionDesk {
  constructor(
    private readonly attachments: Attachments,
    private readonly members: MemberQueries,
  ) {}

  /** The draft, locked; or why there is none to work on. */
  async lockDraft(
    tx: Tx,
    code: string,
    path = 'versionCode',
  ): Promise<Result<StandardVersionRow, EditionRefusal[]>> {
    const version = await tx.manager.findOne(StandardVersionRow, {
      where: { code },
      lock: { mode: 'for_no_key_update' },
    });
    if (!version) return err([notFound(code, path)]);
    if (version.state !== 'DRAFT')
      return err([{ code: 'EDITION_PUBLISHED', values: { versionCode: code }, path: [path] }]);
    return ok(version);
  }

  /** An entry of a draft, with its version locked. */
  async lockEntry(
    tx: Tx,
    id: EditionEntryId,
  ): Promise<Result<{ entry: EditionEntry; version: StandardVersionRow }, EditionRefusal[]>> {
    const by = { id, droppedAt: IsNull() };
    const found = await tx.manager.findOneBy(EditionEntry, by);
    if (!found) return err([notFound(id, 'entryId')]);
    const version = await this.lockDraft(tx, found.versionCode, 'entryId');
    if (!version.ok) return version;
    // Again under the lock: it may have been changed or dropped since.
    const entry = await tx.manager.findOneBy(EditionEntry, by);
    return entry ? ok({ entry, version: version.value }) : err([notFound(id, 'entryId')]);
  }

  /** What an edition holds, in the order in which it was entered. */
  entries({ manager }: Reading, versionCode: string): Promise<EditionEntry[]> {
    return manager.find(EditionEntry, { where: { versionCode, droppedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** What was taken out of an edition, in the order in which that was done. */
  dropped({ manager }: Reading, versionCode: string): Promise<DroppedEntry[]> {
    return manager.find(EditionEntry, {
      where: { versionCode, droppedAt: Not(IsNull()) },
      order: { droppedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Writes new entries into a draft. @returns what the ledger is to remember of each */
  async write(tx: Tx, versionCode: string, entries: readonly NewEntry[]) {
    const rows = entries.map(({ said, ...entry }) => ({
      ...entry,
      ...written(said),
      id: tx.ids.next<EditionEntryId>(),
      versionCode,
      type: said.content.type,
      droppedAt: null,
      droppedById: null,
      isPublished: false,
    }));
    if (rows.length > 0) await tx.manager.insert(EditionEntry, rows);
    return rows.map(({ id, type, code, saidSha256, scanId, countersignedById }) => ({
      id,
      type,
      code,
      saidSha256,
      scanId,
      countersignedById,
    }));
  }

  /** Why a scan cannot be attached, or a person not be put in charge until a day. */
  async refuseNamed(
    tx: Tx,
    { scanId, ownerId, dueOn }: Partial<Pick<NewEntry, 'scanId' | 'ownerId' | 'dueOn'>>,
  ): Promise<EditionRefusal[]> {
    const refusals: EditionRefusal[] = scanId
      ? await this.attachments.refuseMissing(tx, [scanId], 'scanId')
      : [];
    if (ownerId && !(await this.members.isOfOffice(tx, ownerId)))
      refusals.push({ code: 'OWNER_NOT_OF_OFFICE', values: {}, path: ['ownerId'] });
    refusals.push(...refuseDue(dueOn ?? null, legalDay(tx.now)));
    return refusals;
  }

  /**
   * Why what these entries say cannot be compared with their scans: PAPER_ERASED of each whose scan was erased, the code of
   * the entry last in its path. Where there is none, no scan of them is erased until the transaction ends.
   */
  async refuseErased(tx: Tx, entries: readonly EditionEntry[], path: string): Promise<EditionRefusal[]> {
    const ids = entries.flatMap(({ scanId }) => scanId ?? []);
    const erased = await this.attachments.refuseErased(tx, ids);
    if (erased.length === 0) return [];
    const left = await this.attachments.existing(tx, ids);
    return entries
      .filter(({ scanId }) => scanId !== null && !left.has(scanId))
      .flatMap(({ code }) => erased.map((refusal) => ({ ...refusal, path: [path, code] })));
  }

  /**
   * Why limits are not confirmed by a second person, nor published, that were entered by a name which stands for their substance no
   * more: EDITION_SUBSTANCE_UNKNOWN of each, the code of the entry last in its path.
   */
  async refuseTakenBack(tx: Tx, entries: readonly EditionEntry[], path: string): Promise<EditionRefusal[]> {
    const limits = entries.flatMap(({ code, said }) => {
      const { content } = JSON.parse(said) as Said;
      if (content.type !== 'RESIDUE_LIMIT' || content.substanceTold === undefined) return [];
      return [{ code, substance: content.substance, told: content.substanceTold }];
    });
    if (limits.length === 0) return [];
    const called = await substancesCalled(
      tx,
      limits.map(({ told }) => told),
    );
    return limits
      .filter(({ substance, told }) => called.get(told)?.code !== substance)
      .map(({ code, told }) => ({
        code: 'EDITION_SUBSTANCE_UNKNOWN',
        values: { substance: told },
        path: [path, code],
      }));
  }

  /** The hash of a scan for the ledger, once the office that is to compare it may open it. */
  async attach(tx: Tx, scanId: AttachmentId | null, office: OrganisationId): Promise<string | null> {
    if (scanId === null) return null;
    await this.attachments.grant(tx, [scanId], [office]);
    return (await this.attachments.existing(tx, [scanId])).get(scanId)?.sha256 ?? null;
  }
}
