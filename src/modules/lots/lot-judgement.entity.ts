import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { LotId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { RulePeriod } from '../standards/domain/rule-periods.js';
import type { Finding, Verdict } from '../standards/domain/finding.js';
import type { Stage, Unity } from '../standards/domain/rule.js';

/** One judgement of a lot: the facts as they were and the versions that judged them. Never changed. */
@Entity('lot_judgement')
@Check('lot_judgement_hash', `facts_sha256 = encode(sha256(convert_to(facts, 'UTF8')), 'hex')`)
@Index('lot_judgement_lot', ['lotId', 'id'])
export class LotJudgement {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('Lot') @Column('uuid') lotId!: LotId;
  @Column('text') stage!: Stage;
  @Column('date') judgedFor!: LocalDate;
  @Column('timestamptz', instantColumn) judgedAt!: Instant;
  @Column('text', { array: true }) versionCodes!: string[];
  /** Canonical JSON (RFC 8785), so that anybody can judge the same facts again. */
  @Column('text') facts!: string;
  @Column('text') factsSha256!: string;
  /**
   * The days on which each rule of these versions applied, as it was judged: a later edition ends the one before, and the
   * verdict has to come out the same again. Null for judgements from before this was kept.
   */
  @Column('jsonb', { nullable: true }) rulePeriods!: RulePeriod[] | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** One of the four checks of a judgement, with its findings. */
@Entity('lot_check')
@Check('lot_check_unity_check', `unity IN ('VARIETY', 'BRAND', 'STANDARD', 'CHANNEL')`)
@Check('lot_check_verdict_check', `verdict IN ('PASS', 'FAIL', 'INDETERMINATE', 'NOT_APPLICABLE')`)
export class LotCheck {
  @ForeignKey('LotJudgement') @PrimaryColumn('uuid') judgementId!: string;
  @PrimaryColumn('text') unity!: Unity;
  @ForeignKey('Lot') @Column('uuid') lotId!: LotId;
  @Column('text') verdict!: Verdict;
  @Column('jsonb') findings!: readonly Finding[];
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/**
 * SQL for the SHA-256 of a `jsonb` column as PostgreSQL writes it. What was judged may be thousands of findings: to put them
 * into canonical order takes longer than to make them, and what compares records with the ledger is SQL.
 */
export const sha256Of = (column: string): string =>
  `encode(sha256(convert_to(${column}::text, 'UTF8')), 'hex')`;
