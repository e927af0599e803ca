import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  OrganisationId,
  PlotId,
  PostHarvestTreatmentId,
  RegistrationId,
  ResidueCoverageId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import type { CoverageKind, WithdrawalReason } from './domain/coverage.js';

/**
 * A laboratory's report that covers fruit of many batches 残留覆盖: of a block for a harvest window, or of a treatment after
 * harvest. Confirmed once by a second person, withdrawn once, never changed. Whether it is void is not kept: the sprays say.
 */
@Entity('residue_coverage')
@Check('residue_coverage_kind', `kind IN ('BLOCK', 'TREATMENT')`)
@Check(
  'residue_coverage_of',
  `(kind = 'TREATMENT') = (treatment_id IS NOT NULL) AND (treatment_id IS NULL) = (treated_by_id IS NULL) AND (kind = 'BLOCK' OR registration_id IS NULL)`,
)
@Check('residue_coverage_window', 'covers_from <= covers_to')
@Check('residue_coverage_days', 'sampled_on <= tested_on')
@Check('residue_coverage_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('residue_coverage_two_people', 'confirmed_by_id <> recorded_by_id')
@Check(
  'residue_coverage_withdrawn',
  '(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL)',
)
@Check(
  'residue_coverage_withdrawal_asked',
  '(withdrawal_asked_at IS NULL) = (withdrawal_asked_by_id IS NULL) AND (withdrawal_asked_at IS NULL) = (withdrawal_asked_because IS NULL) AND (withdrawal_asked_at IS NULL OR confirmed_at IS NOT NULL)',
)
@Check('residue_coverage_withdrawn_by_two', 'withdrawn_by_id <> withdrawal_asked_by_id')
@Index('residue_coverage_organisation', ['organisationId', 'id'])
@Index('residue_coverage_registration', ['registrationId', 'season'], {
  where: 'registration_id IS NOT NULL',
})
@Index('residue_coverage_treated_by', ['treatedById', 'coversFrom'], { where: 'treated_by_id IS NOT NULL' })
@Index('residue_coverage_treatment', ['treatmentId'], { where: 'treatment_id IS NOT NULL' })
@Index('residue_coverage_report_once', ['laboratory', 'reportNumber', 'kind'], {
  unique: true,
  where: `withdrawn_at IS NULL AND laboratory <> ''`,
})
@Index('residue_coverage_report_number', { synchronize: false })
export class ResidueCoverage {
  @PrimaryColumn('uuid') id!: ResidueCoverageId;
  /** Of whoever entered it: an inspection body, or the base office from the paper. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') kind!: CoverageKind;
  @ForeignKey('Registration') @Column('uuid', { nullable: true }) registrationId!: RegistrationId | null;
  /** The treatment whose fruit was sampled: its packhouse, line, product and concentration are what is covered. */
  @ForeignKey('PostHarvestTreatment')
  @Column('uuid', { nullable: true })
  treatmentId!: PostHarvestTreatmentId | null;
  @ForeignKey('Organisation') @Column('uuid', { nullable: true }) treatedById!: OrganisationId | null;
  @Column('text') laboratory!: string;
  @Column('text') accreditation!: string;
  @Column('text') reportNumber!: string;
  /** First and last day of harvest, or of treatment. */
  @Column('date') coversFrom!: LocalDate;
  @Column('date') coversTo!: LocalDate;
  @Column('text') season!: Season;
  @Column('date') sampledOn!: LocalDate;
  @Column('date') testedOn!: LocalDate;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  /** What two people stated takes two to withdraw: the first of them. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) withdrawalAskedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) withdrawalAskedById!: UserId | null;
  @Column('text', { nullable: true }) withdrawalAskedBecause!: WithdrawalReason | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) withdrawnAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) withdrawnById!: UserId | null;
  @Column('text', { nullable: true }) withdrawnBecause!: WithdrawalReason | null;
  /** Every organisation that the two people belonged to: a report never speaks for fruit of theirs. */
  @Column('uuid', { array: true }) personOrganisationIds!: OrganisationId[];
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** A plot of the block. */
@Entity('residue_coverage_plot')
@Index('residue_coverage_plot_plot', ['plotId'])
export class ResidueCoveragePlot {
  @ForeignKey('ResidueCoverage') @PrimaryColumn('uuid') coverageId!: ResidueCoverageId;
  @ForeignKey('Plot') @PrimaryColumn('uuid') plotId!: PlotId;
  /** As it was called then: who took the sample there need not see the plot. */
  @Column('text') plotCode!: string;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** One line of the report; a null value is "below the limit of quantification", which is not zero. */
@Entity('residue_coverage_result')
@Check('residue_coverage_result_definition_kind', `residue_definition_kind IN ('SUBSTANCE', 'SUM', 'OTHER')`)
@Index('residue_coverage_result_once', { synchronize: false })
@Check('residue_coverage_result_value_micrograms_per_kg_check', 'value_micrograms_per_kg >= 0')
@Check('residue_coverage_result_loq_micrograms_per_kg_check', 'loq_micrograms_per_kg > 0')
export class ResidueCoverageResult {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('ResidueCoverage') @Column('uuid') coverageId!: ResidueCoverageId;
  /** As it was understood when the report was entered. */
  @ForeignKey('Substance') @Column('text') substance!: string;
  /** The name it was entered by, where that may be taken back; null: the code or a name of the list. */
  @Column('text', { nullable: true }) substanceTold!: string | null;
  @Column('integer', { nullable: true }) valueMicrogramsPerKg!: MicrogramsPerKg | null;
  @Column('integer') loqMicrogramsPerKg!: MicrogramsPerKg;
  /** What the laboratory counted; both null: its report does not say. */
  @Column('text', { nullable: true }) residueDefinitionKind!: ResidueDefinitionKind | null;
  @Column('text', { nullable: true }) residueDefinition!: string | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** The report as a file, with its hash at the time. */
@Entity('residue_coverage_attachment')
@Index('residue_coverage_attachment_file', ['attachmentId'])
export class ResidueCoverageAttachment {
  @ForeignKey('ResidueCoverage') @PrimaryColumn('uuid') coverageId!: ResidueCoverageId;
  @ForeignKey('Attachment') @PrimaryColumn('uuid') attachmentId!: AttachmentId;
  @Column('text') sha256!: Sha256;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
