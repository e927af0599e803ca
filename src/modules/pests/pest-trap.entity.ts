import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  OrganisationId,
  PestTrapId,
  PlotId,
  RegistrationId,
  TrapCountId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Counts } from './domain/counts.js';
import type { Point } from './domain/read-point.js';
import type { Lure } from './domain/lure.js';

/** A trap 诱捕器 on a plot, or for a registered orchard as a whole. */
@Entity('pest_trap')
@Unique('pest_trap_code_key', ['organisationId', 'code'])
@Check('pest_trap_one_place', 'num_nonnulls(plot_id, registration_id) = 1')
@Check('pest_trap_for_something', 'cardinality(pests) > 0')
@Check('pest_trap_lure_check', `lure IN ('ATTRACTANT', 'FOOD_BAIT', 'COLOUR', 'OTHER')`)
@Check('pest_trap_dates', 'taken_down_on >= set_up_on')
@Index('pest_trap_plot', ['plotId'], { where: 'plot_id IS NOT NULL' })
@Index('pest_trap_registration', ['registrationId'], { where: 'registration_id IS NOT NULL' })
export class PestTrap {
  @PrimaryColumn('uuid') id!: PestTrapId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Plot') @Column('uuid', { nullable: true }) plotId!: PlotId | null;
  @ForeignKey('Registration') @Column('uuid', { nullable: true }) registrationId!: RegistrationId | null;
  /** Codes of the pests it is for. */
  @Column('text', { array: true }) pests!: string[];
  @Column('text') lure!: Lure;
  @Column('date') setUpOn!: LocalDate;
  /** Last day it stood; null: it still stands. */
  @Column('date', { nullable: true }) takenDownOn!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** Where a trap hangs; apart from it, because fewer may see that. */
@Entity('pest_trap_place')
export class PestTrapPlace {
  @ForeignKey('PestTrap') @PrimaryColumn('uuid') trapId!: PestTrapId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('jsonb') geometry!: Point;
  /** Of its canonical JSON, which the ledger has too. */
  @Column('text') geometrySha256!: Sha256;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** What was found in a trap on a day. Never changed: a correction is a record of its own that names this one. */
@Entity('trap_count')
@Unique('trap_count_corrected_once', ['correctsId'])
@Check('trap_count_counts_an_object', `jsonb_typeof(counts) = 'object'`)
@Index('trap_count_trap', ['trapId', 'inspectedOn'])
@Index('trap_count_organisation', ['organisationId', 'id'])
export class TrapCount {
  @PrimaryColumn('uuid') id!: TrapCountId;
  @ForeignKey('PestTrap') @Column('uuid') trapId!: PestTrapId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('timestamptz', instantColumn) inspectedAt!: Instant;
  @Column('date') inspectedOn!: LocalDate;
  /** Who looked into the trap. */
  @ForeignKey('UserAccount') @Column('uuid') inspectorId!: UserId;
  /** Caught, by code of the pest. Zero was looked for and not found; what is not named was not looked for. */
  @Column('jsonb') counts!: Counts;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @ForeignKey('TrapCount') @Column('uuid', { nullable: true }) correctsId!: TrapCountId | null;
  @Column('boolean', { default: false }) isVoid!: boolean;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
