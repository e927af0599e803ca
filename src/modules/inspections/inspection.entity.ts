import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, InspectionId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { InspectionKind, InspectionState, InspectionVerdict } from './domain/inspection-state.js';
import type { SamplePlace } from './domain/refuse-sample.js';

/** An inspection 检验 of a packed batch, from its request to the inspector's signature. */
@Entity('inspection')
@Unique('inspection_code_key', ['code'])
@Check('inspection_state_check', `state IN ('REQUESTED', 'SAMPLED', 'SIGNED', 'CANCELLED')`)
@Check('inspection_kind_check', `kind IN ('INDEPENDENT', 'SELF_CHECK')`)
@Check('inspection_self_check_is_own', `kind <> 'SELF_CHECK' OR organisation_id = requested_by_id`)
@Check('inspection_sampled_cartons_check', 'sampled_cartons > 0')
@Check('inspection_sampled_fruits_check', 'sampled_fruits > 0')
@Check('inspection_verdict_check', `verdict IN ('PASS', 'FAIL')`)
@Check(
  'inspection_sampled',
  `state NOT IN ('SAMPLED', 'SIGNED') OR (sampled_on IS NOT NULL AND inspector_id IS NOT NULL)`,
)
@Check(
  'inspection_signed',
  `(state = 'SIGNED') = (signed_at IS NOT NULL AND verdict IS NOT NULL AND signature_sha256 IS NOT NULL)`,
)
@Index('inspection_batch', ['batchId'])
@Index('inspection_requested_by', ['requestedById', 'id'])
@Index('inspection_organisation', ['organisationId', 'id'])
export class Inspection {
  @PrimaryColumn('uuid') id!: InspectionId;
  @Column('text') code!: string;
  @Column('text', { default: 'INDEPENDENT' }) kind!: InspectionKind;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  /** The inspection body; of a self-check the packhouse. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Organisation') @Column('uuid') requestedById!: OrganisationId;
  /** Who sampled, and from the signature on who signed. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) inspectorId!: UserId | null;
  /** Every organisation the inspector belonged to when signing: whether that was independent can be judged later. */
  @Column('uuid', { array: true, nullable: true }) inspectorOrganisationIds!: OrganisationId[] | null;
  @Column('text') state!: InspectionState;
  @Column('timestamptz', instantColumn) requestedAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) sampledAt!: Instant | null;
  @Column('date', { nullable: true }) sampledOn!: LocalDate | null;
  @Column('integer', { nullable: true }) sampledCartons!: number | null;
  @Column('integer', { nullable: true }) sampledFruits!: number | null;
  /** Where the cartons were taken; null: not said. */
  @Column('jsonb', { nullable: true }) samplePlaces!: readonly SamplePlace[] | null;
  @Column('text', { nullable: true }) verdict!: InspectionVerdict | null;
  @Column('text', { nullable: true }) remarks!: string | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) signedAt!: Instant | null;
  @Column('text', { nullable: true }) signatureSha256!: string | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
