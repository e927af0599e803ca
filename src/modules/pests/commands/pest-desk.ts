import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Reading, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, OrganisationId, PlotId, RegistrationId, UserId } from '../../../kernel/ids.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { PlotQueries } from '../../land/plot.queries.js';
import type { RegistrationKind } from '../../land/domain/registration.js';
import { refusePests } from '../domain/refuse-pest-record.js';
import type { PestRefusal } from '../pest.refusals.js';

/** Where something hangs: a plot, or a registered orchard. */
export interface Place {
  readonly plotId: PlotId | null;
  readonly registrationId: RegistrationId | null;
}

/** What the commands of this module ask before they write. */
@Injectable()
export class PestDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plots: PlotQueries,
    private readonly attachments: Attachments,
  ) {}

  /** Refuses codes that are no pests. */
  async refusePests(reading: Reading, codes: readonly string[], field: string): Promise<PestRefusal[]> {
    const rows = await reading.manager.query<{ code: string }[]>(
      `SELECT code FROM pest WHERE code = ANY ($1)`,
      [codes],
    );
    return refusePests(
      codes,
      rows.map(({ code }) => code),
      field,
    );
  }

  /** Refuses a person who never was a member of the caller's organisation; one who has left may have done it before. */
  async refuseStranger(reading: Reading, userId: UserId, field: string): Promise<PestRefusal[]> {
    const rows = await reading.manager.query<unknown[]>(
      `SELECT FROM membership m WHERE m.user_id = $1 AND m.organisation_id = $2`,
      [userId, actorOf(reading).organisationId],
    );
    if (rows.length > 0) return [];
    return [{ code: 'OFFICER_NOT_A_MEMBER', values: { userId }, path: [field] }];
  }

  /** Refuses a plot that is not the caller's own. */
  async refusePlot(reading: Reading, plotId: PlotId): Promise<PestRefusal[]> {
    const plot = await this.plots.visibleById(reading, plotId);
    const isOwn = plot?.organisationId === actorOf(reading).organisationId;
    return isOwn ? [] : [notFound(plotId, 'plotId')];
  }

  /** Refuses a registration of another kind, or that belongs to another organisation; the base office names any. */
  async refuseRegistration(
    reading: Reading,
    registrationId: RegistrationId,
    kind: RegistrationKind,
  ): Promise<PestRefusal[]> {
    const rows = await reading.manager.query<unknown[]>(
      `SELECT FROM registration r WHERE r.id = $1 AND r.kind = $2 AND ($3 OR r.organisation_id = $4)`,
      [registrationId, kind, seesAll(reading), actorOf(reading).organisationId],
    );
    return rows.length > 0 ? [] : [notFound(registrationId, 'registrationId')];
  }

  refuseAttachment(reading: Reading, id: AttachmentId | null): Promise<PestRefusal[]> {
    return this.attachments.refuseMissing(reading, id === null ? [] : [id], 'attachmentId');
  }

  /** The hash of an attachment, for the ledger. */
  async sha256Of(reading: Reading, id: AttachmentId | null): Promise<string | null> {
    if (id === null) return null;
    return (await this.attachments.existing(reading, [id])).get(id)?.sha256 ?? null;
  }

  /** Lets those who see a record see its paper. */
  async show(tx: Tx, id: AttachmentId | null, viewers: readonly OrganisationId[]): Promise<void> {
    if (id !== null) await this.attachments.grant(tx, [id], viewers);
  }

  /** Who sees what stands on a plot or under a registration. */
  viewersOf(tx: Tx, { plotId, registrationId }: Place): Promise<OrganisationId[]> {
    return this.viewers(tx, `SELECT viewers_of_pests($1, $2) AS viewers`, [plotId, registrationId]);
  }

  /** Who has fruit that was picked there in the year after a day. */
  viewersOfCounts(tx: Tx, { plotId, registrationId }: Place, day: string): Promise<OrganisationId[]> {
    return this.viewers(tx, `SELECT viewers_of_counts($1, $2, $3) AS viewers`, [plotId, registrationId, day]);
  }

  /** Who sees a batch; it is locked, so that a grant under way is waited for. */
  viewersOfBatch(tx: Tx, batchId: string): Promise<OrganisationId[]> {
    return this.viewers(tx, `SELECT b.visible_to AS viewers FROM batch b WHERE b.id = $1 FOR SHARE`, [
      batchId,
    ]);
  }

  /** Who sees a packhouse's registrations sees its officers. */
  viewersOfPackhouse(tx: Tx, organisationId: OrganisationId): Promise<OrganisationId[]> {
    return this.viewers(
      tx,
      `SELECT ARRAY(SELECT DISTINCT v FROM (
         SELECT r.visible_to FROM registration r WHERE r.kind = 'PACKHOUSE' AND r.organisation_id = $1 FOR SHARE) r,
         unnest(r.visible_to) AS v) AS viewers`,
      [organisationId],
    );
  }

  /** Others than the caller may stand there, whose rows the caller does not see: the product asks. */
  private viewers(tx: Tx, sql: string, params: unknown[]): Promise<OrganisationId[]> {
    return this.uow.elevated(tx, 'system', async ({ manager }) => {
      const [row] = await manager.query<{ viewers: OrganisationId[] }[]>(sql, params);
      return row?.viewers ?? [];
    });
  }
}

/** Those who see a record: whose it is, and everybody else, each once. */
export const seenBy = (own: OrganisationId, ...others: readonly (readonly OrganisationId[])[]) => [
  ...new Set([own, ...others.flat()]),
];
