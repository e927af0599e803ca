import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, ResidueCoverageId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { CoverageReactions } from '../coverage-reactions.js';
import type { CoverageRefusal } from '../coverage.refusals.js';
import { refuseConfirmation, refuseWhoGains, type WithdrawalReason } from '../domain/coverage.js';
import { ResidueCoverage } from '../residue-coverage.entity.js';
import type { CoverageMade } from './record-residue-coverage.js';

type Refusal = CoverageRefusal | NotFound;

/** Confirms a report as the second person, or withdraws it. */
@Injectable()
export class SettleResidueCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly reactions: CoverageReactions,
  ) {}

  confirm(ctx: Ctx, told: { coverageId: ResidueCoverageId } & CommandInput): Outcome<CoverageMade, Refusal> {
    return this.uow.command(ctx, 'confirmResidueCoverage', told, (tx) => this.confirmWithin(tx, told));
  }

  withdraw(
    ctx: Ctx,
    told: { coverageId: ResidueCoverageId; because: WithdrawalReason } & CommandInput,
  ): Outcome<CoverageMade, Refusal> {
    return this.uow.command(ctx, 'withdrawResidueCoverage', told, (tx) => this.withdrawWithin(tx, told));
  }

  async confirmWithin(
    tx: Tx,
    { coverageId }: { coverageId: ResidueCoverageId },
  ): Promise<Result<CoverageMade, Refusal[]>> {
    const coverage = await lockOwn(tx, coverageId);
    if (!coverage) return err([notFound(coverageId, 'coverageId')]);
    const { userId, organisationIds } = actorOf(tx);
    const gainers = await this.uow.elevated(tx, 'system', (wider) => gainersOf(wider, coverage));
    const refusals = [
      ...refuseConfirmation(
        {
          reportNumber: coverage.reportNumber,
          recordedById: coverage.recordedById,
          isConfirmed: coverage.confirmedAt !== null,
          isWithdrawn: coverage.withdrawnAt !== null,
        },
        userId,
      ),
      ...refuseWhoGains(organisationIds, gainers),
    ];
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      ResidueCoverage,
      { id: coverageId },
      {
        confirmedAt: tx.now,
        confirmedById: userId,
        personOrganisationIds: [...new Set([...coverage.personOrganisationIds, ...organisationIds])].sort(),
      },
    );
    await this.ledger.append(tx, { kind: 'coverage.confirmed', subjects: [coverageId], facts: {} });
    await this.reactions.notify(tx, coverageId);
    return ok({ coverageId });
  }

  async withdrawWithin(
    tx: Tx,
    { coverageId, because }: { coverageId: ResidueCoverageId; because: WithdrawalReason },
  ): Promise<Result<CoverageMade, Refusal[]>> {
    const coverage = await lockOwn(tx, coverageId);
    if (!coverage) return err([notFound(coverageId, 'coverageId')]);
    const { reportNumber } = coverage;
    if (coverage.withdrawnAt !== null) return err([{ code: 'COVERAGE_WITHDRAWN', values: { reportNumber } }]);
    // Also what a report found against the fruit goes with it.
    const gainers = await this.uow.elevated(tx, 'system', (wider) => gainersOf(wider, coverage));
    const refusals = refuseWhoGains(actorOf(tx).organisationIds, gainers);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      ResidueCoverage,
      { id: coverageId },
      { withdrawnAt: tx.now, withdrawnById: actorOf(tx).userId, withdrawnBecause: because },
    );
    await this.ledger.append(tx, {
      kind: 'coverage.withdrawn',
      subjects: [coverageId],
      facts: { withdrawnBecause: because },
    });
    await this.reactions.notify(tx, coverageId);
    return ok({ coverageId });
  }
}

/** The organisation that entered it, or the base office. */
const lockOwn = (tx: Tx, id: ResidueCoverageId): Promise<ResidueCoverage | null> =>
  tx.manager.findOne(ResidueCoverage, {
    where: { id, ...(seesAll(tx) ? {} : { organisationId: actorOf(tx).organisationId }) },
    lock: { mode: 'for_no_key_update' },
  });

async function gainersOf({ manager }: Tx, coverage: ResidueCoverage): Promise<OrganisationId[]> {
  const rows = await manager.query<{ id: OrganisationId }[]>(
    `SELECT p.organisation_id AS id FROM residue_coverage_plot x JOIN plot p ON p.id = x.plot_id WHERE x.coverage_id = $1
     UNION SELECT r.organisation_id FROM registration r WHERE r.id = $2
     UNION SELECT $3::uuid WHERE $3 IS NOT NULL`,
    [coverage.id, coverage.registrationId, coverage.treatedById],
  );
  return rows.map(({ id }) => id);
}
