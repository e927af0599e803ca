import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, LabelDesignId, OrganisationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import type { LabelMark } from '../../standards/domain/label-marks.js';
import { BrandQueries } from '../brand.queries.js';
import type { BrandRefusal } from '../brand.refusals.js';
import { designCodeTaken, refuseDesign, type DesignAsked } from '../domain/refuse-label-design.js';
import { LabelDesign } from '../label.entity.js';
import type { LabelRefusal } from '../label.refusals.js';

export interface ApproveDesign {
  readonly code: string;
  readonly brandCode: string;
  readonly organisationId: OrganisationId;
  readonly marketCode?: string | null | undefined;
  readonly marks: readonly LabelMark[];
  readonly texts: string;
  readonly series?: string | null | undefined;
  readonly artworkId: AttachmentId;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}
type Approved = { labelDesignId: LabelDesignId };
type Refusal = LabelRefusal | BrandRefusal | NotFound;

/** Enters a design that the base office approves. It settles nothing until a second person confirms it. */
@Injectable()
export class ApproveLabelDesign {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly brands: BrandQueries,
    private readonly organisations: OrganisationQueries,
    private readonly attachments: Attachments,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ApproveDesign & CommandInput): Outcome<Approved, Refusal> {
    return this.uow.command(ctx, 'approveLabelDesign', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: ApproveDesign): Promise<Result<Approved, Refusal[]>> {
    const { code, brandCode, organisationId, texts, artworkId, validFrom, validTo } = told;
    const marks = [...new Set(told.marks)];
    const marketCode = told.marketCode ?? null;
    const series = told.series ?? null;
    const said = {
      code,
      brandCode,
      organisationId,
      marketCode,
      marks,
      texts,
      series,
      artworkId,
      validFrom,
      validTo,
    };
    const refusals = [
      ...refuseDesign(said, await this.context(tx, said)),
      ...(await this.attachments.refuseMissing(tx, [artworkId], 'artworkId')),
    ];
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<LabelDesignId>();
    const artwork = (await this.attachments.existing(tx, [artworkId])).get(artworkId);
    return refusingViolations<Approved, Refusal>(
      { label_design_code_key: designCodeTaken(code) },
      async () => {
        await tx.manager.insert(LabelDesign, {
          id,
          ...said,
          endedOn: null,
          recordedAt: tx.now,
          recordedById: actorOf(tx).userId,
          confirmedAt: null,
          confirmedById: null,
        });
        await this.attachments.grant(tx, [artworkId], [organisationId]);
        await this.ledger.append(tx, {
          kind: 'label-design.entered',
          subjects: [id, organisationId],
          facts: { ...said, artworkSha256: artwork?.sha256 ?? null },
          shownTo: [organisationId],
        });
        return ok({ labelDesignId: id });
      },
    );
  }

  private async context(tx: Tx, asked: DesignAsked & { organisationId: OrganisationId }) {
    const organisation = await this.organisations.find(tx, asked.organisationId);
    const [market] = await tx.manager.query<unknown[]>(`SELECT FROM market WHERE code = $1`, [
      asked.marketCode,
    ]);
    return {
      brandExists: await this.brands.exists(tx, asked.brandCode),
      marketExists: market !== undefined,
      codeTaken: await tx.manager.existsBy(LabelDesign, { code: asked.code }),
      organisation: organisation && {
        code: organisation.code,
        kind: organisation.kind,
        isClosed: organisation.closedAt !== null,
      },
    };
  }
}
