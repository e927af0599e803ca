import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, CorrectiveActionId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** What a packhouse did 纠正措施 after sampling of its batches was discontinued. Nothing is resumed before the base office agrees. */
@Entity('corrective_action')
@Check('corrective_action_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('corrective_action_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('corrective_action_organisation', ['organisationId', 'id'])
@Index('corrective_action_attachment', ['attachmentId'])
export class CorrectiveAction {
  @PrimaryColumn('uuid') id!: CorrectiveActionId;
  /** The packhouse. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('date') takenOn!: LocalDate;
  /** What was done; empty once it was erased. */
  @Column('text') measures!: string;
  @ForeignKey('Attachment') @Column('uuid') attachmentId!: AttachmentId;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}
