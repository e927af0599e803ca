import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { MuHundredths } from '../../../kernel/area.js';
import type {
  GrowerId,
  GrowingRecordId,
  OrganisationId,
  PlotId,
  ProductLabelId,
} from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { GrowerQueries } from '../../land/grower.queries.js';
import { PlotQueries } from '../../land/plot.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import type { GrowingKind } from '../domain/growing-kind.js';
import { refuseGrowingRecord } from '../domain/refuse-growing-record.js';
import { GrowingRecord } from '../growing-record.entity.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { ProductLabel } from '../product-label.entity.js';
import { SprayQueries } from '../spray.queries.js';
import { firstDayStated } from '../stated-sprays.queries.js';
import { SubstanceQueries } from '../substance.queries.js';

/** Everything a record says, whichever command says it. */
export interface GrowingContent {
  readonly kind: GrowingKind;
  readonly plotId: PlotId;
  readonly performedAt: Instant;
  /** Minutes east of UTC of the clock it was read from; null: China's. */
  readonly utcOffsetMinutes: number | null;
  readonly productLabelId: ProductLabelId | null;
  readonly productName: string | null;
  /** As somebody called them; of a spray under a label, the label's own where nothing is said. */
  readonly substances: readonly string[];
  readonly dose: string | null;
  readonly areaMu: MuHundredths | null;
  readonly target: string | null;
  readonly operatorId: GrowerId | null;
  readonly note: string | null;
  readonly onBehalfOfId: GrowerId | null;
  /** Of a statement that nothing was sprayed beyond what is recorded: its days, both included, and how many sprays those are. */
  readonly statedFrom: LocalDate | null;
  readonly statedTo: LocalDate | null;
  readonly statedSprays: number | null;
}

/** A record that was written. */
export interface GrowingWritten {
  readonly recordId: GrowingRecordId;
  readonly performedOn: LocalDate;
  /** Of a spray: the first day of which somebody stated that all sprays are on record, in a statement about the day of this one. */
  readonly statedFrom: LocalDate | null;
}

/** How a record stands to an earlier one. */
export interface GrowingCorrection {
  readonly correctsId: GrowingRecordId;
  readonly isVoid: boolean;
  /** Whether it speaks for fruit only once the base office has agreed to it. */
  readonly needsAgreement: boolean;
  /** When the earlier one says it was done. */
  readonly performedOn: LocalDate;
  /** Who saw the earlier record must see that it no longer stands. */
  readonly viewers: readonly OrganisationId[];
}

/** Checks and writes growing records, for the commands that record, correct and void. */
@Injectable()
export class GrowingEntries {
  constructor(
    private readonly plots: PlotQueries,
    private readonly growers: GrowerQueries,
    private readonly substances: SubstanceQueries,
    private readonly sprays: SprayQueries,
    private readonly ledger: Ledger,
  ) {}

  async refuse(tx: Tx, content: GrowingContent): Promise<GrowingRefusal[]> {
    const plot = await this.plots.visibleById(tx, content.plotId);
    const isOwn = plot?.organisationId === actorOf(tx).organisationId;
    // Of the plots of others nobody is told how much is on record.
    const onRecord = isOwn ? await this.spraysOnRecord(tx, content) : null;
    const refusals = refuseGrowingRecord(content, tx.now, onRecord);
    if (!isOwn) refusals.push(notFound(content.plotId, 'plotId'));
    const { productLabelId, operatorId, onBehalfOfId } = content;
    if (productLabelId !== null && !(await tx.manager.existsBy(ProductLabel, { id: productLabelId })))
      refusals.push(notFound(productLabelId, 'productLabelId'));
    const named = { operatorId, onBehalfOfId };
    const own = await this.growers.ownAmong(
      tx,
      Object.values(named).filter((id) => id !== null),
    );
    for (const [field, id] of Object.entries(named))
      if (id !== null && !own.has(id)) refusals.push(notFound(id, field));
    return refusals;
  }

  async write(
    tx: Tx,
    content: GrowingContent,
    correction: GrowingCorrection | null,
  ): Promise<GrowingWritten> {
    const { record, statedFrom: statedBefore } = await this.recordOf(tx, content, correction);
    await tx.manager.insert(GrowingRecord, record);
    const { id, plotId, kind, performedOn, productLabelId, productName, substances, dose, target } = record;
    const { areaMuHundredths, operatorId, correctsId, isVoid, needsAgreement } = record;
    const { statedFrom, statedTo, statedSprays } = record;
    await this.ledger.append(tx, {
      kind: correction ? 'growing.corrected' : 'growing.recorded',
      subjects: [id, plotId, ...(correctsId ? [correctsId] : [])],
      facts: {
        kind,
        performedOn,
        productLabelId,
        productName,
        substances,
        dose,
        areaMuHundredths,
        target,
        operatorId,
        ...(statedFrom === null ? {} : { statedFrom, statedTo, statedSprays }),
        ...(correction ? { correctsId, isVoid, needsAgreement } : {}),
      },
      // Free text may name people: the ledger commits to it without holding it.
      ...(record.note ? { personal: { note: record.note } } : {}),
      occurredAt: record.performedAt,
      ...(content.utcOffsetMinutes === null ? {} : { occurredOffsetMinutes: content.utcOffsetMinutes }),
      onBehalfOfId: record.onBehalfOfId,
    });
    return { recordId: id, performedOn, statedFrom: statedBefore };
  }

  private async recordOf(
    tx: Tx,
    content: GrowingContent,
    correction: GrowingCorrection | null,
  ): Promise<{ record: GrowingRecord; statedFrom: LocalDate | null }> {
    const { utcOffsetMinutes: _, areaMu, substances, ...told } = content;
    const { organisationId, userId } = actorOf(tx);
    const performedOn = legalDay(content.performedAt);
    const { viewers, statedFrom: statedBefore } = await this.concerned(tx, content, [
      performedOn,
      ...(correction ? [correction.performedOn] : []),
    ]);
    const record: GrowingRecord = {
      id: tx.ids.next<GrowingRecordId>(),
      organisationId,
      ...told,
      performedOn,
      substances: await this.substancesOf(tx, content.productLabelId, substances),
      areaMuHundredths: areaMu,
      recordedAt: tx.now,
      recordedById: userId,
      correctsId: correction?.correctsId ?? null,
      isVoid: correction?.isVoid ?? false,
      needsAgreement: correction?.needsAgreement ?? false,
      agreedAt: null,
      agreedById: null,
      declinedAt: null,
      declinedById: null,
      declineReason: null,
      visibleTo: [...new Set([organisationId, ...viewers, ...(correction?.viewers ?? [])])],
    };
    return { record, statedFrom: statedBefore };
  }

  private async substancesOf(
    tx: Tx,
    labelId: ProductLabelId | null,
    said: readonly string[],
  ): Promise<string[]> {
    if (said.length > 0 || labelId === null) return this.substances.kept(tx, said);
    const label = await tx.manager.findOneBy(ProductLabel, { id: labelId });
    return label?.substances ?? [];
  }

  /**
   * Those who already have fruit that the record speaks of, and what was stated before of a spray.
   *
   * @param days on which it was done, as it is told and as it was told before
   */
  private async concerned(
    tx: Tx,
    { kind, plotId, statedFrom: from, statedTo: to }: GrowingContent,
    days: readonly [LocalDate, ...LocalDate[]],
  ): Promise<Concerned> {
    const [row] =
      from !== null && to !== null
        ? await tx.manager.query<Concerned[]>(
            `SELECT viewers_of_statement($1, $2, $3) AS viewers, NULL::date AS "statedFrom"`,
            [plotId, from, to],
          )
        : await tx.manager.query<Concerned[]>(
            `SELECT viewers_of_growing($1, $2) AS viewers, ${firstDayStated('$1', '$3::date[]')} AS "statedFrom"`,
            [plotId, days[0], kind === 'SPRAY' ? days : []],
          );
    if (!row) throw new Error('what reads no table answers with one row');
    return row;
  }

  /** Null: it is no statement about sprays. */
  private async spraysOnRecord(
    tx: Tx,
    { plotId, statedFrom: from, statedTo: to }: GrowingContent,
  ): Promise<number | null> {
    if (from === null || to === null) return null;
    return (await this.sprays.onPlots(tx, [plotId], { from, to })).length;
  }
}

interface Concerned {
  readonly viewers: readonly OrganisationId[];
  readonly statedFrom: LocalDate | null;
}
