import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LabelDesignId, LabelRangeId, OrganisationId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import {
  issuedAlready,
  printAlike,
  refuseIssue,
  refuseWithdrawal,
  type Serials,
} from '../domain/refuse-serials.js';
import { LabelReactions } from '../label-reactions.js';
import { LabelDesign, LabelRange } from '../label.entity.js';
import type { LabelRefusal } from '../label.refusals.js';

export interface IssueRange {
  readonly labelDesignId: LabelDesignId;
  readonly packhouseId: OrganisationId;
  readonly firstSerial: number;
  readonly lastSerial: number;
  /** Today where nothing is said. */
  readonly issuedOn?: LocalDate | null | undefined;
}
type Issued = { labelRangeId: LabelRangeId };
type Refusal = LabelRefusal | NotFound;

/** Issues serial numbers to a packhouse, for labels of a confirmed design. No number is ever issued twice. */
@Injectable()
export class IssueLabelRange {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: IssueRange & CommandInput): Outcome<Issued, Refusal> {
    return this.uow.command(ctx, 'issueLabelRange', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: IssueRange): Promise<Result<Issued, Refusal[]>> {
    const { labelDesignId: designId, packhouseId, firstSerial: first, lastSerial: last } = told;
    const today = legalDay(tx.now);
    const issuedOn = told.issuedOn ?? today;
    const design = await tx.manager.findOneBy(LabelDesign, { id: designId });
    const packhouse = await this.organisations.find(tx, packhouseId);
    if (!design || !packhouse)
      return err([
        ...(design ? [] : [notFound(designId, 'labelDesignId')]),
        ...(packhouse ? [] : [notFound(packhouseId, 'packhouseId')]),
      ]);
    const { series, code } = design;
    const refusals = refuseIssue(
      { first, last, issuedOn },
      {
        design: { code, series, isConfirmed: design.confirmedAt !== null },
        packhouse: { code: packhouse.code, kind: packhouse.kind },
        issuedBefore:
          series !== null && first <= last && (await overlaps(tx, 'label_range', { series, first, last })),
        alike: series !== null && first <= last ? await readAlike(tx, { series, first, last }) : null,
        today,
      },
    );
    if (refusals.length > 0 || series === null) return err(refusals);
    const row = { designId, packhouseId, series, firstSerial: first, lastSerial: last, issuedOn };
    return refusingViolations<Issued, Refusal>(
      { label_range_once: issuedAlready({ series, first, last }) },
      () => this.insert(tx, row, [...new Set([packhouseId, design.organisationId])]),
    );
  }

  private async insert(
    tx: Tx,
    row: Pick<LabelRange, 'designId' | 'packhouseId' | 'series' | 'firstSerial' | 'lastSerial' | 'issuedOn'>,
    visibleTo: OrganisationId[],
  ): Promise<Result<Issued, Refusal[]>> {
    const id = tx.ids.next<LabelRangeId>();
    await tx.manager.insert(LabelRange, {
      id,
      ...row,
      withdrawnOn: null,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      visibleTo,
    });
    await this.ledger.append(tx, {
      kind: 'label-range.issued',
      subjects: [id, row.designId, row.packhouseId],
      facts: row,
      shownTo: visibleTo,
    });
    return ok({ labelRangeId: id });
  }
}

export interface WithdrawRange {
  readonly labelRangeId: LabelRangeId;
  /** Last day on which its labels may be used; today where nothing is said. */
  readonly withdrawnOn?: LocalDate | null | undefined;
  readonly reason: string;
}

/** Withdraws what is left of a range, because it was lost or spoilt. Its numbers are not issued again. */
@Injectable()
export class WithdrawLabelRange {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: LabelReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: WithdrawRange & CommandInput): Outcome<Issued, Refusal> {
    return this.uow.command(ctx, 'withdrawLabelRange', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: WithdrawRange): Promise<Result<Issued, Refusal[]>> {
    const { labelRangeId: id, reason } = told;
    const range = await tx.manager.findOne(LabelRange, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!range) return err([notFound(id, 'labelRangeId')]);
    const today = legalDay(tx.now);
    const withdrawnOn = told.withdrawnOn ?? today;
    const refusals = refuseWithdrawal(range, withdrawnOn, today);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(LabelRange, { id }, { withdrawnOn });
    await this.ledger.append(tx, {
      kind: 'label-range.withdrawn',
      subjects: [id],
      facts: { withdrawnOn, reason },
      shownTo: range.visibleTo,
    });
    await this.reactions.notify(tx, { by: 'LABEL_DESIGN', id: range.designId });
    return ok({ labelRangeId: id });
  }
}

/** Whether some of these numbers stand in the table already. Others may hold them, so it is asked as the product. */
export async function overlaps(
  tx: Tx,
  table: 'label_range' | 'label_use',
  { series, first, last }: Serials,
  besides: string | null = null,
): Promise<boolean> {
  // A use of labels without serial numbers has none: a range of nothing would overlap every other.
  const standing =
    table === 'label_use' ? 'AND x.series IS NOT NULL AND x.replaced_at IS NULL AND NOT x.is_void' : '';
  const rows = await tx.manager.query<unknown[]>(
    `SELECT FROM ${table} x WHERE label_series_range(x.series, x.series, '[]') && label_series_range($1, $1, '[]')
       AND int8range(x.first_serial, x.last_serial, '[]') && int8range($2, $3, '[]') ${standing}
       AND x.id IS DISTINCT FROM $4::uuid LIMIT 1`,
    [series, first, last, besides],
  );
  return rows.length > 0;
}

/** Numbers of another series that would read alike. The lock keeps two that do from being issued at once. */
async function readAlike(tx: Tx, asked: Serials): Promise<Serials | null> {
  await tx.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('label_range', 0))`);
  const rows = await tx.manager.query<Serials[]>(
    `SELECT x.series, x.first_serial AS first, x.last_serial AS last FROM label_range x
     WHERE (starts_with(x.series, $1) AND substr(x.series, length($1) + 1) ~ '^[0-9]+$')
       OR (starts_with($1, x.series) AND substr($1, length(x.series) + 1) ~ '^[0-9]+$')`,
    [asked.series],
  );
  return rows.find((each) => printAlike(each, asked)) ?? null;
}
