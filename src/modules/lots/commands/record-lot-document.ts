import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LotId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { DocumentKind } from '../../standards/domain/document-kinds.js';
import { isBeforeDeparture, nextGate } from '../domain/lot-state.js';
import { refuseDocument, refuseUsedDocument } from '../domain/refuse-document.js';
import { LotDocument } from '../lot-history.entity.js';
import type { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';
import { JudgeLot } from './judge-lot.js';
import { LotDesk } from './lot-desk.js';

export interface LotDocumentTold {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** Last valid day; absent where the document names none. */
  readonly validUntil?: LocalDate | null | undefined;
}

/** Records a document that goes with a lot, and judges the lot again. Documents are added, never changed. */
@Injectable()
export class RecordLotDocument {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly judging: JudgeLot,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: CommandInput & LotDocumentTold & { lotId: LotId },
  ): Outcome<{ lotId: LotId }, LotRefusal | NotFound> {
    return this.uow.command(ctx, 'recordLotDocument', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: LotDocumentTold & { lotId: LotId },
  ): Promise<Result<{ lotId: LotId }, (LotRefusal | NotFound)[]>> {
    const lot = await this.desk.lock(tx, told.lotId);
    if (!lot) return err([notFound(told.lotId, 'lotId')]);
    const refusals = [...refuseDocument(told, legalDay(tx.now)), ...(await this.refuseUsed(tx, lot, told))];
    if (refusals.length > 0) return err(refusals);
    if (!(await this.add(tx, lot, told)))
      return err([{ code: 'DOCUMENT_RECORDED', values: { number: told.number }, path: ['number'] }]);
    // A document turns a finding; a lot nobody has asked to be judged has no verdict that could be wrong.
    if (lot.judgementId !== null && isBeforeDeparture(lot.state))
      await this.judging.judge(tx, lot, nextGate(lot.state), lot.marketCode);
    return ok({ lotId: lot.id });
  }

  /**
   * A document that was issued for one consignment lets no other one go, whoever ships it; and one that the lot has
   * already is not said to be valid on other days.
   *
   * @param path the input that holds the document
   */
  async refuseUsed(
    tx: Tx,
    lot: Lot,
    { kind, number, issuedOn, validUntil = null }: LotDocumentTold,
    path: readonly string[] = [],
  ): Promise<LotRefusal[]> {
    if (kind !== 'PHYTOSANITARY_CERTIFICATE') return [];
    const uses = await this.uow.elevated(tx, 'system', async ({ manager }) => {
      // Two lots that name it at once wait for each other.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${kind} ${number}`]);
      return manager.query<{ isOwn: boolean; issuedOn: LocalDate; validUntil: LocalDate | null }[]>(
        `SELECT d.lot_id = $3 AS "isOwn", d.issued_on AS "issuedOn", d.valid_until AS "validUntil"
         FROM lot_document d JOIN lot l ON l.id = d.lot_id
         WHERE d.kind = $1 AND d.number = $2 AND (d.lot_id = $3 OR l.state <> 'CANCELLED')`,
        [kind, number, lot.id],
      );
    });
    return refuseUsedDocument({ number, issuedOn, validUntil }, uses, path);
  }

  /** Adds a document to a locked lot. @returns false if the lot has it already */
  async add(
    tx: Tx,
    lot: Lot,
    { kind, number, issuedOn, validUntil = null }: LotDocumentTold,
  ): Promise<boolean> {
    const document = {
      id: tx.ids.next(),
      lotId: lot.id,
      kind,
      number,
      issuedOn,
      validUntil,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      visibleTo: lot.visibleTo,
    };
    const insert = tx.manager.createQueryBuilder().insert().into(LotDocument).values(document);
    const inserted = await insert.orIgnore().returning('id').execute();
    if ((inserted.raw as unknown[]).length === 0) return false;
    await this.ledger.append(tx, {
      kind: 'lot.document-recorded',
      subjects: [lot.id, document.id],
      facts: { kind, number, issuedOn, validUntil },
    });
    return true;
  }
}
