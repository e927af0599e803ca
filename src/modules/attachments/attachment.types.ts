import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { AttachmentId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { AttachmentView } from './attachment.queries.js';
import type { MediaType } from './domain/media-type.js';

@ObjectType('Attachment', {
  description:
    'A file 附件: a report, a scan, a photograph. It is uploaded by POST /attachments and attached by its id.',
})
export class AttachmentType implements AttachmentView {
  @Field(() => ID, { description: 'Id.' })
  id!: AttachmentId;

  @Field(() => String, { description: 'SHA-256 of its bytes, 64 hexadecimal digits; the ledger has it too.' })
  sha256!: Sha256;

  @Field(() => String, {
    description: 'application/pdf, image/jpeg, image/png or image/heic, told by content.',
  })
  mediaType!: MediaType;

  @Field(() => Int, { description: 'How many bytes it has: at most 20,971,520.' })
  byteCount!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'What the file was called, as far as that is safe; empty where nothing was said or it was erased.',
  })
  fileName!: string | null;

  @Field(() => InstantScalar, { description: 'When it was uploaded.' })
  uploadedAt!: Instant;

  @Field(() => ID, { description: 'The account that uploaded it.' })
  uploadedById!: UserId;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When its bytes and name were erased; there is nothing to download then.',
  })
  erasedAt!: Instant | null;

  // Behind the nested field that the resolver adds.
  organisationId!: OrganisationId;
}

@InputType({ description: 'The attachment to erase.' })
export class EraseAttachmentInput extends CommandInputType {
  @IdField({ description: 'Its id.' })
  attachmentId!: AttachmentId;
}

@ObjectType({ description: 'An attachment was erased.' })
export class EraseAttachmentPayload {
  @Field(() => AttachmentType, { description: 'What is left of it.' })
  attachment!: AttachmentView;
}
