import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, BatchId, CertificateId, GrowerId, InspectionId } from '../../../kernel/ids.js';
import { legalDay, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments, type ExistingAttachment } from '../../attachments/commands/attachments.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { codeFor } from '../../batches/domain/batch-code.js';
import { Ledger } from '../../ledger/ledger.js';
import { CertificateReactions } from '../certificate-reactions.js';
import {
  CERTIFICATE_SOURCE,
  INSPECTION_FOR,
  type InspectionRow,
  type SourceRow,
} from '../certificate-sources.sql.js';
import { CertificateContact, ComplianceCertificate } from '../certificate.entity.js';
import type { CertificateRefusal } from '../certificate.refusals.js';
import type { CertificateBasis, CertificateForm } from '../domain/certificate-lists.js';
import { frozenContents } from '../domain/contents.js';
import { refuseIssue } from '../domain/refuse-issue.js';

export interface IssueCertificate {
  readonly batchId: BatchId;
  /** Made by the product where nothing is said. */
  readonly number?: string | null | undefined;
  /** All of the batch where nothing is said. */
  readonly massGrams?: Grams | null | undefined;
  /** Today where nothing is said. */
  readonly issuedOn?: LocalDate | null | undefined;
  readonly basis: readonly CertificateBasis[];
  readonly form: CertificateForm;
  readonly inspectionId?: InspectionId | null | undefined;
  readonly reportId?: AttachmentId | null | undefined;
  /** The household that promises, where its cooperative enters it 代录. */
  readonly onBehalfOfId?: GrowerId | null | undefined;
  /** How to reach the producer; a household's telephone where nothing is said. */
  readonly contact?: string | null | undefined;
}

type Issued = { readonly certificateId: CertificateId };
type Refusal = CertificateRefusal | NotFound;

interface Grower {
  readonly name: string | null;
  readonly telephone: string | null;
}

/** All that the promise is about and rests on. */
interface Ground {
  readonly source: SourceRow;
  readonly grower: Grower | null;
  readonly inspection: InspectionRow | null;
  readonly report: ExistingAttachment | null;
}

/**
 * Issues a compliance certificate 承诺达标合格证 on a batch the caller's organisation holds. Whoever mixed or repacked
 * issues a new one, which names those the fruit came with.
 */
@Injectable()
export class IssueComplianceCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly attachments: Attachments,
    private readonly reactions: CertificateReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: IssueCertificate & CommandInput): Outcome<Issued, Refusal> {
    return this.uow.command(ctx, 'issueComplianceCertificate', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: IssueCertificate): Promise<Result<Issued, Refusal[]>> {
    const look = await this.look(tx, told);
    if (!look.ok) return look;
    const { source, inspection, report } = look.value;
    const asked = {
      massGrams: told.massGrams ?? source.massGrams,
      issuedOn: told.issuedOn ?? legalDay(tx.now),
      basis: [...new Set(told.basis)],
      hasReport: report !== null,
    };
    const refusals = refuseIssue(asked, {
      batch: source,
      today: legalDay(tx.now),
      standing: source.standing,
      isOfGrower: told.onBehalfOfId
        ? source.kind === 'HARVEST' && source.growerIds.includes(told.onBehalfOfId)
        : null,
      inspection,
    });
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<CertificateId>();
    const number = told.number ?? codeFor('HGZ', seasonOf(asked.issuedOn), id);
    const taken: CertificateRefusal = {
      code: 'CERTIFICATE_NUMBER_TAKEN',
      values: { number },
      path: ['number'],
    };
    return refusingViolations<Issued, Refusal>({ compliance_certificate_number_key: taken }, async () => {
      const row = this.rowOf(tx, told, look.value, { ...asked, id, number });
      await tx.manager.insert(ComplianceCertificate, row);
      const personal = await this.keepContact(tx, told, id, look.value.grower);
      if (report) await this.attachments.grant(tx, [report.id], source.visibleTo);
      await this.ledger.append(tx, {
        kind: 'certificate.issued',
        subjects: [id, told.batchId],
        onBehalfOfId: row.onBehalfOfId,
        facts: { ...factsOf(row), reportSha256: report?.sha256 ?? null },
        personal,
      });
      await this.reactions.notify(tx, { batchIds: [told.batchId] });
      return ok({ certificateId: id });
    });
  }

  private async look(tx: Tx, told: IssueCertificate): Promise<Result<Ground, NotFound[]>> {
    const { organisationId } = actorOf(tx);
    const [batch] = await this.batches.visible(tx, [told.batchId]);
    if (batch?.holderId !== organisationId) return err([notFound(told.batchId, 'batchId')]);
    // From here on a grant of sight or a correction of the mass waits, or is seen by the next statement.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [told.batchId]);
    const [source] = await tx.manager.query<SourceRow[]>(CERTIFICATE_SOURCE, [told.batchId]);
    if (!source) throw new Error('a batch that is locked is there');
    const missing: NotFound[] = [];
    const grower = told.onBehalfOfId ? await growerOf(tx, told.onBehalfOfId) : null;
    if (told.onBehalfOfId && !grower) missing.push(notFound(told.onBehalfOfId, 'onBehalfOfId'));
    const inspection = told.inspectionId ? await inspectionFor(tx, told.inspectionId, told.batchId) : null;
    if (told.inspectionId && !inspection) missing.push(notFound(told.inspectionId, 'inspectionId'));
    const reports = told.reportId ? [told.reportId] : [];
    missing.push(...(await this.attachments.refuseMissing(tx, reports, 'reportId')));
    if (missing.length > 0) return err(missing);
    const report = [...(await this.attachments.existing(tx, reports)).values()][0] ?? null;
    return ok({ source, grower, inspection, report });
  }

  private rowOf(
    tx: Tx,
    told: IssueCertificate,
    { source, inspection, report }: Ground,
    asked: {
      id: CertificateId;
      number: string;
      massGrams: Grams;
      issuedOn: LocalDate;
      basis: CertificateBasis[];
    },
  ): ComplianceCertificate {
    const { organisationId, userId } = actorOf(tx);
    const { id, number, massGrams, issuedOn, basis } = asked;
    const producer = told.onBehalfOfId ? 'HOUSEHOLD' : 'ORGANISATION';
    const { issuerCode, issuerZh, issuerEn, varietyZh, varietyEn, parents, withdrawn } = source;
    return {
      id,
      number,
      issuerId: organisationId,
      batchId: told.batchId,
      producer,
      onBehalfOfId: told.onBehalfOfId ?? null,
      massGrams,
      basis,
      form: told.form,
      issuedOn,
      inspectionId: inspection?.id ?? null,
      reportId: report?.id ?? null,
      parentIds: parents.flatMap((parent) => parent.id ?? []),
      replacesId: withdrawn?.id ?? null,
      ...frozenContents({
        number,
        product: { zh: varietyZh ?? '血橙', en: varietyEn ?? 'Blood oranges' },
        batchCode: source.code,
        massGrams,
        cartonCount: massGrams === source.massGrams ? source.cartonCount : null,
        origins: source.towns,
        producer: { kind: producer, issuerCode, zh: issuerZh, en: issuerEn },
        issuedOn,
        basis,
        form: told.form,
        evidence: { inspectionCode: inspection?.code ?? null, reportSha256: report?.sha256 ?? null },
        parents: parents.map((parent) => ({
          number: parent.number,
          issuedOn: parent.issuedOn,
          issuerCode: parent.issuerCode,
        })),
        replaces: withdrawn?.number ?? null,
      }),
      recordedAt: tx.now,
      recordedById: userId,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawalReason: null,
      visibleTo: [...source.visibleTo],
    };
  }

  /** @returns what the ledger is only to commit to */
  private async keepContact(
    tx: Tx,
    told: IssueCertificate,
    certificateId: CertificateId,
    grower: Grower | null,
  ): Promise<Record<string, string>> {
    const name = grower?.name ?? null;
    const contact = told.contact ?? grower?.telephone ?? null;
    if (name === null && contact === null) return {};
    await tx.manager.insert(CertificateContact, {
      certificateId,
      organisationId: actorOf(tx).organisationId,
      growerId: told.onBehalfOfId ?? null,
      name,
      contact,
    });
    return { ...(name === null ? {} : { name }), ...(contact === null ? {} : { contact }) };
  }
}

/** What the ledger remembers: ids, figures and the hash of the text. */
const factsOf = ({
  visibleTo: _visible,
  contents: _contents,
  recordedAt: _at,
  recordedById: _by,
  withdrawnAt: _withdrawn,
  withdrawnById: _withdrawnBy,
  withdrawalReason: _reason,
  ...facts
}: ComplianceCertificate): object => facts;

async function growerOf(tx: Tx, id: GrowerId): Promise<Grower | null> {
  const [found] = await tx.manager.query<Grower[]>(
    `SELECT name, telephone FROM grower WHERE id = $1 AND organisation_id = $2 AND erased_at IS NULL`,
    [id, actorOf(tx).organisationId],
  );
  return found ?? null;
}

async function inspectionFor(tx: Tx, id: InspectionId, batchId: BatchId): Promise<InspectionRow | null> {
  const [found] = await tx.manager.query<InspectionRow[]>(INSPECTION_FOR, [id, batchId]);
  return found ?? null;
}
