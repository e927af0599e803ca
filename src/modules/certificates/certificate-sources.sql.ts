import type { CertificateId, GrowerId, InspectionId, OrganisationId, RunId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { BatchKind } from '../batches/domain/batch-kind.js';

/** A batch as a certificate speaks of it, read once the batch is locked. */
export interface SourceRow {
  readonly code: string;
  readonly kind: BatchKind;
  readonly madeOn: LocalDate;
  readonly massGrams: Grams;
  readonly cartonCount: number | null;
  readonly openHoldCount: number;
  readonly visibleTo: readonly OrganisationId[];
  readonly issuerCode: string;
  readonly issuerZh: string;
  readonly issuerEn: string;
  /** Null once varieties were mixed. */
  readonly varietyZh: string | null;
  readonly varietyEn: string | null;
  /** The growers whose own harvest it is: of the plot, and of the entry. */
  readonly growerIds: readonly (GrowerId | null)[];
  readonly towns: readonly { readonly townCode: string; readonly zh: string; readonly en: string }[];
  readonly standing: string | null;
  /** The certificate on it that was withdrawn last. */
  readonly withdrawn: { readonly id: CertificateId; readonly number: string } | null;
  readonly parents: readonly ParentRow[];
}

/** `id` and `issuerCode` are null of a paper from outside. */
export interface ParentRow {
  readonly id: CertificateId | null;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuerCode: string | null;
}

/**
 * $1: the batch. Its parents are the certificates the fruit came with: on what was drawn, or collected with a receipt; the
 * walk upwards stops where there is one.
 */
export const CERTIFICATE_SOURCE = `
WITH RECURSIVE up AS (
  SELECT b.run_id FROM batch b WHERE b.id = $1 AND b.run_id IS NOT NULL
  UNION
  SELECT p.run_id FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
  WHERE p.run_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM compliance_certificate c WHERE c.batch_id = p.id AND c.withdrawn_at IS NULL)
), parent AS (
  SELECT c.id, c.number, c.issued_on, c.issuer_id FROM up JOIN run_draw d ON d.run_id = up.run_id
    JOIN compliance_certificate c ON c.batch_id = d.batch_id AND c.withdrawn_at IS NULL
  UNION
  SELECT c.id, coalesce(c.number, k.paper_number), coalesce(c.issued_on, k.paper_issued_on), c.issuer_id
  FROM up JOIN certificate_collection k ON k.run_id = up.run_id AND k.replaced_at IS NULL
    LEFT JOIN compliance_certificate c ON c.id = k.certificate_id
  WHERE c.withdrawn_at IS NULL
)
SELECT b.code, b.kind, b.made_on AS "madeOn", b.mass_grams AS "massGrams", b.carton_count AS "cartonCount",
  b.open_hold_count AS "openHoldCount", b.visible_to AS "visibleTo",
  o.code AS "issuerCode", o.name_zh AS "issuerZh", o.name_en AS "issuerEn",
  v.name_zh AS "varietyZh", coalesce(v.name_en, v.name_zh) AS "varietyEn",
  jsonb_build_array(p.grower_id, b.on_behalf_of_id) AS "growerIds",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('townCode', t.code, 'zh', concat(c.name_zh, t.name_zh),
      'en', concat_ws(', ', coalesce(t.name_en, t.name_zh), coalesce(c.name_en, c.name_zh))) ORDER BY t.code), '[]')
    FROM region t LEFT JOIN region c ON c.code = t.parent_code
    WHERE t.code IN (SELECT x.town_code FROM batch_origin a JOIN plot x ON x.id = a.plot_id WHERE a.batch_id = b.id)) AS towns,
  (SELECT c.number FROM compliance_certificate c WHERE c.batch_id = b.id AND c.withdrawn_at IS NULL) AS standing,
  (SELECT jsonb_build_object('id', c.id, 'number', c.number) FROM compliance_certificate c
    WHERE c.batch_id = b.id AND c.withdrawn_at IS NOT NULL ORDER BY c.withdrawn_at DESC, c.id DESC LIMIT 1) AS withdrawn,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'number', q.number, 'issuedOn', q.issued_on,
      'issuerCode', i.code) ORDER BY q.issued_on, q.number), '[]')
    FROM parent q LEFT JOIN organisation i ON i.id = q.issuer_id) AS parents
FROM batch b JOIN organisation o ON o.id = b.holder_id LEFT JOIN variety v ON v.code = b.variety_code
  LEFT JOIN plot p ON p.id = b.plot_id
WHERE b.id = $1`;

/** An inspection named as what the promise rests on. */
export interface InspectionRow {
  readonly id: InspectionId;
  readonly code: string;
  readonly isFit: boolean;
}

/** $1: the inspection, $2: the batch. Fit is one of the batch or of what it was made of, signed, and not a FAIL. */
export const INSPECTION_FOR = `
WITH RECURSIVE up AS (
  SELECT b.id, b.run_id FROM batch b WHERE b.id = $2
  UNION
  SELECT p.id, p.run_id FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
)
SELECT i.id, i.code, (i.state = 'SIGNED' AND i.verdict = 'PASS' AND i.batch_id IN (SELECT id FROM up)) AS "isFit"
FROM inspection i WHERE i.id = $1`;

/**
 * $1: the certificate, $2: the run of the receipt. Of the delivery is what was issued on the fruit that was weighed in, or on
 * fruit that did nothing since but change hands: unmixed, it keeps its certificate.
 */
export const OFFERED = `
WITH RECURSIVE delivered AS (
  SELECT p.id, p.run_id FROM run_draw d JOIN batch p ON p.id = d.batch_id WHERE d.run_id = $2
  UNION
  SELECT p.id, p.run_id FROM delivered x JOIN receipt t ON t.run_id = x.run_id JOIN run_draw d ON d.run_id = t.run_id
    JOIN batch p ON p.id = d.batch_id
)
SELECT c.number, c.issued_on AS "issuedOn", c.withdrawn_at IS NOT NULL AS "isWithdrawn",
  c.batch_id IN (SELECT id FROM delivered) AS "isOfDelivery"
FROM compliance_certificate c WHERE c.id = $1`;

/** A receipt of the caller's, by the batch it made; and what stands collected with it. */
export interface ReceiptRow {
  readonly runId: RunId;
  readonly organisationId: OrganisationId;
  readonly supplierId: OrganisationId;
  readonly visibleTo: readonly OrganisationId[];
  readonly standing: { readonly number: string; readonly isWithdrawn: boolean } | null;
}

/** $1: the batch that was weighed in. */
export const RECEIPT_OF = `
SELECT t.run_id AS "runId", t.organisation_id AS "organisationId", t.supplier_id AS "supplierId", t.visible_to AS "visibleTo",
  (SELECT jsonb_build_object('number', coalesce(c.number, k.paper_number), 'isWithdrawn', c.withdrawn_at IS NOT NULL)
    FROM certificate_collection k LEFT JOIN compliance_certificate c ON c.id = k.certificate_id
    WHERE k.run_id = t.run_id AND k.replaced_at IS NULL) AS standing
FROM batch b JOIN receipt t ON t.run_id = b.run_id WHERE b.id = $1`;
