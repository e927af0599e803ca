import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { CertificateId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import type { ComplianceCertificate } from '../certificate.entity.js';
import type { CertificateBasis } from '../domain/certificate-lists.js';
import { frozenContents } from '../domain/contents.js';
import type { Ground, IssueCertificate } from './certificate-ground.js';

/** What was told of a certificate, with what was left to the product. */
export interface Settled {
  readonly id: CertificateId;
  readonly number: string;
  readonly massGrams: Grams;
  readonly issuedOn: LocalDate;
  readonly basis: CertificateBasis[];
}

/** The row of a certificate that is issued now. */
export function issuedRow(
  tx: Tx,
  told: IssueCertificate,
  ground: Ground,
  settled: Settled,
): ComplianceCertificate {
  const { organisationId, userId } = actorOf(tx);
  const { source, inspection, report } = ground;
  const { id, number, massGrams, issuedOn, basis } = settled;
  return {
    id,
    number,
    issuerId: organisationId,
    batchId: told.batchId,
    producer: told.onBehalfOfId ? 'HOUSEHOLD' : 'ORGANISATION',
    onBehalfOfId: told.onBehalfOfId ?? null,
    massGrams,
    basis,
    form: told.form,
    issuedOn,
    inspectionId: inspection?.id ?? null,
    reportId: report?.id ?? null,
    parentIds: source.parents.flatMap((parent) => parent.id ?? []),
    replacesId: source.withdrawn?.id ?? null,
    ...contentsOf(told, ground, settled),
    recordedAt: tx.now,
    recordedById: userId,
    withdrawnAt: null,
    withdrawnById: null,
    withdrawalReason: null,
    visibleTo: [...source.visibleTo],
  };
}

function contentsOf(
  told: IssueCertificate,
  { source, inspection, report }: Ground,
  { number, massGrams, issuedOn, basis }: Settled,
): { contents: string; contentsSha256: string } {
  return frozenContents({
    number,
    product: { zh: source.varietyZh ?? '血橙', en: source.varietyEn ?? 'Blood oranges' },
    batchCode: source.code,
    massGrams,
    cartonCount: massGrams === source.massGrams ? source.cartonCount : null,
    origins: source.towns,
    producer: {
      kind: told.onBehalfOfId ? 'HOUSEHOLD' : 'ORGANISATION',
      issuerCode: source.issuerCode,
      zh: source.issuerZh,
      en: source.issuerEn,
    },
    issuedOn,
    basis,
    form: told.form,
    evidence: { inspectionCode: inspection?.code ?? null, reportSha256: report?.sha256 ?? null },
    parents: source.parents.map((parent) => ({
      number: parent.number,
      issuedOn: parent.issuedOn,
      issuerCode: parent.issuerCode,
    })),
    replaces: source.withdrawn?.number ?? null,
  });
}

/** What the ledger remembers: ids, figures and the hash of the text. */
export const factsOf = ({
  visibleTo: _visible,
  contents: _contents,
  recordedAt: _at,
  recordedById: _by,
  withdrawnAt: _withdrawn,
  withdrawnById: _withdrawnBy,
  withdrawalReason: _reason,
  ...facts
}: ComplianceCertificate): object => facts;
