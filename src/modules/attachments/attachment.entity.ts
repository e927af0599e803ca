import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { MediaType } from './domain/media-type.js';

/** A file that somebody uploaded. Its bytes are kept elsewhere, under their hash. */
@Entity('attachment')
@Check('attachment_sha256', `sha256 ~ '^[0-9a-f]{64}$'`)
@Check('attachment_media_type', `media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/heic')`)
@Check('attachment_byte_count', 'byte_count BETWEEN 1 AND 20971520')
@Check('attachment_erased_has_no_name', 'erased_at IS NULL OR file_name IS NULL')
@Index('attachment_once', ['organisationId', 'sha256'], { unique: true, where: 'erased_at IS NULL' })
export class Attachment {
  @PrimaryColumn('uuid') id!: AttachmentId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Index('attachment_blob') @Column('text') sha256!: Sha256;
  @Column('text') mediaType!: MediaType;
  @Column('integer') byteCount!: number;
  @Column('text', { nullable: true }) fileName!: string | null;
  @Column('timestamptz', instantColumn) uploadedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') uploadedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) erasedAt!: Instant | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
