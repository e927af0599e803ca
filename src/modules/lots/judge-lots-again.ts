import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import { JOB_SETTINGS, type JobSettings } from '../../infrastructure/config/job-settings.js';
import type { Tx } from '../../infrastructure/database/context.js';
import { takeReferenceChange } from '../../infrastructure/database/reference-change.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type {
  ChannelId,
  IdSource,
  LotId,
  OrganisationId,
  ProductLabelId,
  ResidueCoverageId,
  RegistrationId,
} from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { ok } from '../../kernel/result.js';
import { LabelReactions, type LabelChange, type LabelReaction } from '../brands/label-reactions.js';
import { LicenceReactions, type LicenceReaction } from '../brands/licence-reactions.js';
import { ChannelReactions, type ChannelReaction } from '../channels/channel-reactions.js';
import { CoverageReactions, type CoverageReaction } from '../coverage/coverage-reactions.js';
import { GrowingReactions, type GrowingReaction } from '../growing/growing-reactions.js';
import {
  InspectionReactions,
  type CorrectiveActionReaction,
  type InspectionChange,
  type InspectionReaction,
} from '../inspections/inspection-reactions.js';
import { JobKinds, type JobRun, type JobWork } from '../jobs/commands/job-kinds.js';
import { Jobs } from '../jobs/commands/jobs.js';
import type { JobKind } from '../jobs/domain/job.js';
import { LandReactions, type LandChange, type LandReaction } from '../land/land-reactions.js';
import { PestReactions, type PestChange, type PestReaction } from '../pests/pest-reactions.js';
import { ReferenceReactions, type ReferenceReaction } from '../standards/reference-reactions.js';
import { JudgeLot } from './commands/judge-lot.js';
import { BEFORE_DEPARTURE, nextGate } from './domain/lot-state.js';
import { Lot } from './lot.entity.js';
import { EXPORTERS_UNDER, lotsConcerned } from './lots-concerned.sql.js';

/** What changed, by its id or code; a market of null is every market. */
export type JudgeAgainBecause = {
  readonly by:
    | 'PLOT'
    | 'REGISTRATION'
    | 'LICENCES'
    | 'CHANNEL'
    | 'LABEL'
    | 'MARKET'
    | 'COVERAGE'
    | 'BLOCK'
    | 'CAPACITY'
    | 'RELEASES'
    | PestChange['by']
    | LabelChange['by'];
  readonly id: string | null;
};

/** A type and not an interface: only so it is known to be JSON. */
type Told = JudgeAgainBecause & { readonly exporterId: OrganisationId };

export const JUDGE_AGAIN: JobKind<Told> = {
  name: 'lots.judge-again',
  title: { zh: '重新判定出口批', en: 'Judge joint lots again' },
  maxAttempts: 10,
};

/**
 * Judges lots again, after the change, when something changed that can concern many of them: one job for each exporter,
 * which sees how far it is. Which lots those are is asked when the job runs, so that none slips through that came to
 * have such fruit meanwhile. Every move still judges afresh: what a job keeps current is what is shown.
 *
 * It is the product's own work: a lot's exporter may not see what changed, nor who changed it the lot. The ledger entries
 * name no actor, as those of `LotReactions` do not.
 */
@Injectable()
export class JudgeLotsAgain
  implements
    JobWork<Told>,
    LandReaction,
    LicenceReaction,
    LabelReaction,
    ChannelReaction,
    ReferenceReaction,
    PestReaction,
    CoverageReaction,
    CorrectiveActionReaction,
    InspectionReaction,
    OnModuleInit,
    OnApplicationBootstrap
{
  constructor(
    private readonly uow: UnitOfWork,
    private readonly judging: JudgeLot,
    private readonly jobs: Jobs,
    private readonly kinds: JobKinds,
    private readonly land: LandReactions,
    private readonly licences: LicenceReactions,
    private readonly labels: LabelReactions,
    private readonly channels: ChannelReactions,
    private readonly growing: GrowingReactions,
    private readonly references: ReferenceReactions,
    private readonly pests: PestReactions,
    private readonly coverages: CoverageReactions,
    private readonly inspections: InspectionReactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  onModuleInit(): void {
    this.kinds.register(JUDGE_AGAIN, this);
    this.land.register(this);
    this.licences.register(this);
    this.labels.register(this);
    this.channels.register(this);
    this.references.register(this);
    this.pests.register(this);
    this.coverages.register(this);
    this.inspections.register(this);
    this.inspections.registerForActions(this);
    const productLabels: GrowingReaction = {
      // Fruit of the plot itself is judged at once (`LotReactions`); a report on the block is void for its neighbours too.
      onSpraysChanged: (tx, { plotId, labelId }) =>
        labelId ? Promise.resolve() : this.later(tx, { by: 'BLOCK', id: plotId }),
      onLabelConfirmed: (tx, labelId) => this.onLabelConfirmed(tx, labelId),
    };
    this.growing.register(productLabels);
  }

  /** Reference facts are loaded before the server starts; who works on jobs then sees to what they changed. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.works) return;
    await this.uow.write(systemContext(this.clock, this.ids), async (tx) => {
      if (await takeReferenceChange(tx)) await this.onReferenceChanged(tx, null);
      return ok(null);
    });
  }

  onLandChanged(tx: Tx, change: LandChange): Promise<void> {
    return change.kind === 'PLOT'
      ? this.later(tx, { by: 'PLOT', id: change.plotId })
      : this.later(tx, { by: 'REGISTRATION', id: change.registrationId });
  }

  onLicencesChanged(tx: Tx, organisationId: OrganisationId): Promise<void> {
    return this.later(tx, { by: 'LICENCES', id: organisationId });
  }

  onLabelsChanged(tx: Tx, change: LabelChange): Promise<void> {
    return this.later(tx, change);
  }

  onChannelChanged(tx: Tx, channelId: ChannelId): Promise<void> {
    return this.later(tx, { by: 'CHANNEL', id: channelId });
  }

  onLabelConfirmed(tx: Tx, labelId: ProductLabelId): Promise<void> {
    return this.later(tx, { by: 'LABEL', id: labelId });
  }

  onPestsChanged(tx: Tx, change: PestChange): Promise<void> {
    return this.later(tx, change);
  }

  onCoverageChanged(tx: Tx, coverageId: ResidueCoverageId): Promise<void> {
    return this.later(tx, { by: 'COVERAGE', id: coverageId });
  }

  onCorrectiveAction(tx: Tx, packerId: OrganisationId): Promise<void> {
    return this.later(tx, { by: 'PACKER', id: packerId });
  }

  /** The fruit itself is judged at once (`LotReactions`); its first sample decides how severely the packer's next are sampled. */
  async onInspectionChanged(tx: Tx, { batchId, isOfSeries }: InspectionChange): Promise<void> {
    if (!isOfSeries) return;
    const packers = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<{ id: OrganisationId }[]>(
        `SELECT r.organisation_id AS id FROM batch b JOIN run r ON r.id = b.run_id WHERE b.id = $1`,
        [batchId],
      ),
    );
    for (const { id } of packers) await this.later(tx, { by: 'PACKER', id });
  }

  /** A lot has taken of these registrations, or given back. */
  async onCapacityTaken(tx: Tx, registrations: readonly RegistrationId[]): Promise<void> {
    await this.uow.elevated(tx, 'system', async (wider) => {
      const concerned = await wider.manager.query<{ id: RegistrationId; exporterId: OrganisationId }[]>(
        EXPORTERS_UNDER,
        [registrations],
      );
      for (const { id, exporterId } of concerned) await this.queue(wider, { by: 'CAPACITY', id, exporterId });
    });
  }

  /** Releases ended because a day has begun; @param today the legal day after their last one, or a later one */
  onReleasesEnded(tx: Tx, today: LocalDate): Promise<void> {
    return this.later(tx, { by: 'RELEASES', id: today });
  }

  onReferenceChanged(tx: Tx, marketCode: string | null): Promise<void> {
    return this.later(tx, { by: 'MARKET', id: marketCode });
  }

  async run(run: JobRun<Told>): Promise<void> {
    const { by, id, exporterId } = run.payload;
    const lots = await this.uow.read(systemContext(this.clock, this.ids), ({ manager }) =>
      manager.query<{ id: LotId }[]>(
        `SELECT l.id ${lotsConcerned(by)} AND l.exporter_id = $3 AND ($4::uuid IS NULL OR l.id > $4) ORDER BY l.id`,
        [id, BEFORE_DEPARTURE, exporterId, run.reached],
      ),
    );
    await run.toDo(lots.length);
    for (const lot of lots) await run.step(lot.id, (tx) => this.judgeAgain(tx, lot.id));
  }

  /** Queues a job for each exporter with such lots, in order of id, as all do who queue several. */
  private async later(tx: Tx, because: JudgeAgainBecause): Promise<void> {
    const { by, id } = because;
    await this.uow.elevated(tx, 'system', async (wider) => {
      const exporters = await wider.manager.query<{ exporterId: OrganisationId }[]>(
        `SELECT DISTINCT l.exporter_id AS "exporterId" ${lotsConcerned(by)} ORDER BY 1`,
        [id, BEFORE_DEPARTURE],
      );
      for (const { exporterId } of exporters) await this.queue(wider, { by, id, exporterId });
    });
  }

  private async queue(tx: Tx, told: Told): Promise<void> {
    const { by, id, exporterId } = told;
    const key = `${JUDGE_AGAIN.name} ${by} ${id ?? 'ALL'} ${exporterId}`;
    await this.jobs.add(tx, JUDGE_AGAIN, told, { key, organisationId: exporterId });
  }

  private async judgeAgain(tx: Tx, id: LotId): Promise<void> {
    const lot = await tx.manager.findOne(Lot, {
      where: { id, state: In([...BEFORE_DEPARTURE]), judgementId: Not(IsNull()) },
      lock: { mode: 'for_no_key_update' },
    });
    // It has left meanwhile, or nobody has asked to have it judged yet.
    if (lot) await this.judging.judge(tx, lot, nextGate(lot.state), lot.marketCode);
  }
}
