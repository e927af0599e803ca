import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { AttachmentId, CorrectiveActionId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

export interface CorrectiveActionView {
  readonly id: CorrectiveActionId;
  readonly organisationId: OrganisationId;
  readonly takenOn: LocalDate;
  readonly measures: string;
  readonly attachmentId: AttachmentId;
  readonly recordedAt: Instant;
  readonly recordedById: UserId;
  readonly confirmedAt: Instant | null;
  readonly confirmedById: UserId | null;
}

export interface CorrectiveActionFilter {
  readonly organisationId?: OrganisationId | null | undefined;
  readonly isConfirmed?: boolean | null | undefined;
}

/** Reads corrective actions; row-level security shows them to whose they are and the base office. */
@Injectable()
export class CorrectiveActionQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: CorrectiveActionId): Promise<CorrectiveActionView | null> {
    const where = new Where().when(id, (v) => `a.id = ${v}::uuid`);
    const [row] = await this.uow.select<CorrectiveActionView>(ctx, `${SELECT} WHERE ${where}`, where.params);
    return row ?? null;
  }

  /** Newest first. */
  async page(
    ctx: Ctx,
    filter: CorrectiveActionFilter,
    asked: PageAsked,
  ): Promise<Page<CorrectiveActionView>> {
    const where = filtered(filter).when(afterId(asked.after), (v) => `a.id < ${v}::uuid`);
    const rows = await this.uow.select<CorrectiveActionView>(
      ctx,
      `${SELECT} WHERE ${where} ORDER BY a.id DESC LIMIT ${where.value(asked.first + 1)}`,
      where.params,
    );
    return pageById(rows, asked.first);
  }

  count(ctx: Ctx, filter: CorrectiveActionFilter): Promise<number> {
    return this.uow.count(ctx, 'corrective_action a', filtered(filter));
  }
}

const filtered = ({ organisationId, isConfirmed }: CorrectiveActionFilter): Where =>
  new Where()
    .when(organisationId, (v) => `a.organisation_id = ${v}::uuid`)
    .when(isConfirmed, (v) => `(a.confirmed_at IS NOT NULL) = ${v}`);

const SELECT = `SELECT a.id, a.organisation_id AS "organisationId", a.taken_on AS "takenOn", a.measures,
  a.attachment_id AS "attachmentId", a.recorded_at AS "recordedAt", a.recorded_by_id AS "recordedById",
  a.confirmed_at AS "confirmedAt", a.confirmed_by_id AS "confirmedById" FROM corrective_action a`;
