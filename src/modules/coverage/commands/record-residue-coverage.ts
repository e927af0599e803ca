import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type {
  AttachmentId,
  OrganisationId,
  PlotId,
  RegistrationId,
  ResidueCoverageId,
} from '../../../kernel/ids.js';
import { legalDay, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments, type ExistingAttachment } from '../../attachments/commands/attachments.js';
import {
  readReport,
  type ReportLine,
  type Residue,
} from '../../inspections/domain/read-laboratory-report.js';
import type { InspectionRefusal } from '../../inspections/inspection.refusals.js';
import { knownOf } from '../../inspections/report-knowledge.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { CoverageReactions } from '../coverage-reactions.js';
import type { CoverageRefusal } from '../coverage.refusals.js';
import { refuseWhoGains, refuseWindow } from '../domain/coverage.js';
import {
  ResidueCoverage,
  ResidueCoverageAttachment,
  ResidueCoveragePlot,
  ResidueCoverageResult,
} from '../residue-coverage.entity.js';
import { coveredFruit, gainersOf, type CoveredFruit, type CoveredTold } from './covered-fruit.js';

export interface RecordCoverageTold extends CoveredTold {
  readonly laboratory: string;
  readonly accreditation: string;
  readonly reportNumber: string;
  readonly testedOn: LocalDate;
  readonly results: readonly ReportLine[];
  readonly attachmentIds: readonly AttachmentId[];
}

export type CoverageMade = { coverageId: ResidueCoverageId };
type Refusal = CoverageRefusal | InspectionRefusal | NotFound;

/**
 * Enters an accredited laboratory's report that covers a block for a harvest window, or a treatment after harvest. It speaks
 * for nothing before a second person has confirmed it.
 */
@Injectable()
export class RecordResidueCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly ledger: Ledger,
    private readonly reactions: CoverageReactions,
  ) {}

  execute(ctx: Ctx, told: RecordCoverageTold & CommandInput): Outcome<CoverageMade, Refusal> {
    return this.uow.command(ctx, 'recordResidueCoverage', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RecordCoverageTold): Promise<Result<CoverageMade, Refusal[]>> {
    const fruit = await this.uow.elevated(tx, 'system', (wider) => coveredFruit(wider, told));
    const today = legalDay(tx.now);
    const read = readReport(told, told.sampledOn, today, await knownOf(tx, told.results), []);
    const attachmentIds = [...new Set(told.attachmentIds)];
    const refusals: Refusal[] = [
      ...refuseFruit(told, fruit),
      ...refuseWindow({ ...told, ...kindOf(fruit) }, today),
      ...refuseWhoGains(actorOf(tx).organisationIds, gainersOf(fruit)),
      ...(read.ok ? [] : read.error),
      ...(attachmentIds.length === 0 ? [WITHOUT_REPORT] : []),
      ...(await this.attachments.refuseMissing(tx, attachmentIds, 'attachmentIds')),
    ];
    if (!read.ok || refusals.length > 0) return err(refusals);
    const files = [...(await this.attachments.existing(tx, attachmentIds)).values()];
    const { reportNumber } = told;
    return refusingViolations<CoverageMade, Refusal>(
      {
        residue_coverage_report_once: {
          code: 'COVERAGE_REPORT_ENTERED',
          values: { reportNumber },
          path: ['reportNumber'],
        },
      },
      async () => ok({ coverageId: await this.write(tx, told, fruit, read.value, files) }),
    );
  }

  private async write(
    tx: Tx,
    told: RecordCoverageTold,
    fruit: CoveredFruit,
    residues: readonly Residue[],
    files: readonly ExistingAttachment[],
  ): Promise<ResidueCoverageId> {
    const { organisationId, userId, organisationIds } = actorOf(tx);
    const id = tx.ids.next<ResidueCoverageId>();
    const said = saidOf(told, fruit);
    const visibleTo = viewersOf(organisationId, fruit);
    await tx.manager.insert(ResidueCoverage, {
      ...said,
      id,
      organisationId,
      season: seasonOf(told.coversFrom),
      recordedAt: tx.now,
      recordedById: userId,
      personOrganisationIds: [...organisationIds].sort(),
      visibleTo,
    });
    const plots = fruit.plots.map(({ id: plotId, code: plotCode, ownerId, viewers }) => ({
      coverageId: id,
      plotId,
      plotCode,
      visibleTo: [...new Set([organisationId, ownerId, ...viewers])],
    }));
    if (plots.length > 0) await tx.manager.insert(ResidueCoveragePlot, plots);
    const results = residues.map(({ substance, microgramsPerKg, loqMicrogramsPerKg, ...more }) => ({
      id: tx.ids.next<string>(),
      coverageId: id,
      substance,
      substanceTold: more.substanceTold ?? null,
      valueMicrogramsPerKg: microgramsPerKg,
      loqMicrogramsPerKg,
      residueDefinitionKind: more.residueDefinitionKind ?? null,
      residueDefinition: more.residueDefinition ?? null,
      visibleTo,
    }));
    await tx.manager.insert(ResidueCoverageResult, results);
    await this.attach(tx, id, files, visibleTo);
    await this.ledger.append(tx, {
      kind: 'coverage.recorded',
      subjects: [id],
      facts: {
        ...said,
        plotIds: plots.map(({ plotId }) => plotId),
        resultIds: results.map((result) => result.id),
        results: residues,
        attachments: files.map((file) => ({ attachmentId: file.id, sha256: file.sha256 })),
      },
    });
    await this.reactions.notify(tx, id);
    return id;
  }

  private async attach(
    tx: Tx,
    coverageId: ResidueCoverageId,
    files: readonly ExistingAttachment[],
    visibleTo: OrganisationId[],
  ): Promise<void> {
    const attached = files.map(({ id: attachmentId, sha256 }) => ({
      coverageId,
      attachmentId,
      sha256,
      visibleTo,
    }));
    await tx.manager.insert(ResidueCoverageAttachment, attached);
    await this.attachments.grant(
      tx,
      files.map(({ id }) => id),
      visibleTo,
    );
  }
}

const WITHOUT_REPORT: Refusal = { code: 'COVERAGE_WITHOUT_REPORT', values: {}, path: ['attachmentIds'] };

const kindOf = ({ treatment }: CoveredFruit) =>
  treatment
    ? ({ kind: 'TREATMENT', treatedOn: treatment.performedOn } as const)
    : ({ kind: 'BLOCK', treatedOn: null } as const);

function refuseFruit(told: CoveredTold, fruit: CoveredFruit): Refusal[] {
  const { registrationId = null, plotIds, treatmentId = null } = told;
  const isBlock = registrationId !== null || (plotIds ?? []).length > 0;
  if (isBlock === (treatmentId !== null)) return [{ code: 'COVERAGE_OF_WHAT', values: {} }];
  if (treatmentId !== null) return fruit.treatment ? [] : [notFound(treatmentId, 'treatmentId')];
  return refuseBlock(registrationId, plotIds ?? [], fruit);
}

function refuseBlock(
  registrationId: RegistrationId | null,
  plotIds: readonly PlotId[],
  { plots, registeredBy }: CoveredFruit,
): Refusal[] {
  if (registrationId !== null && registeredBy === null) return [notFound(registrationId, 'registrationId')];
  const missing = plotIds.filter((id) => !plots.some((plot) => plot.id === id));
  if (missing.length > 0) return missing.map((id) => notFound(id, 'plotIds'));
  return plots.length > 0 ? [] : [{ code: 'COVERAGE_OF_NO_PLOT', values: {}, path: ['registrationId'] }];
}

const saidOf = (told: RecordCoverageTold, fruit: CoveredFruit) => ({
  kind: kindOf(fruit).kind,
  registrationId: told.registrationId ?? null,
  treatmentId: fruit.treatment?.id ?? null,
  treatedById: fruit.treatment?.organisationId ?? null,
  laboratory: told.laboratory,
  accreditation: told.accreditation,
  reportNumber: told.reportNumber,
  coversFrom: told.coversFrom,
  coversTo: told.coversTo,
  sampledOn: told.sampledOn,
  testedOn: told.testedOn,
});

const viewersOf = (organisationId: OrganisationId, fruit: CoveredFruit): OrganisationId[] => [
  ...new Set([
    organisationId,
    ...gainersOf(fruit),
    ...fruit.plots.flatMap(({ viewers }) => viewers),
    ...(fruit.treatment?.visibleTo ?? []),
  ]),
];
