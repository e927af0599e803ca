import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, InspectionId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Sha256 } from '../../kernel/sha256.js';

/** A laboratory's report as a file, with its hash at the time; its lines are entered beside it. */
@Entity('laboratory_report_file')
@Unique('laboratory_report_file_once', ['inspectionId', 'reportNumber', 'attachmentId'])
@Index('laboratory_report_file_file', ['attachmentId'])
export class LaboratoryReportFile {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('Inspection') @Column('uuid') inspectionId!: InspectionId;
  @Column('text') reportNumber!: string;
  @ForeignKey('Attachment') @Column('uuid') attachmentId!: AttachmentId;
  @Column('text') sha256!: Sha256;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
