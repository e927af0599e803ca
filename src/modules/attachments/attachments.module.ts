import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { AttachmentReactions } from './attachment-reactions.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentQueries } from './attachment.queries.js';
import { AttachmentResolver } from './attachment.resolver.js';
import { Attachments } from './commands/attachments.js';
import { EraseAttachment } from './commands/erase-attachment.js';
import { StoreAttachment } from './commands/store-attachment.js';
import { SweepAttachments } from './commands/sweep-attachments.js';
import { Downloads } from './downloads.js';
import './erasing.refusals.js';
import { LinkSecret } from './link-secret.js';
import { UnusedBlobs } from './unused-blobs.js';
import { Uploads } from './uploads.js';

/** The storage and the directory of arriving files come from the program, which knows the settings. */
@Module({
  imports: [LedgerModule, OrganisationsModule],
  controllers: [AttachmentController],
  providers: [
    AttachmentQueries,
    AttachmentReactions,
    Attachments,
    EraseAttachment,
    StoreAttachment,
    SweepAttachments,
    Downloads,
    LinkSecret,
    UnusedBlobs,
    Uploads,
    AttachmentResolver,
  ],
  exports: [AttachmentQueries, AttachmentReactions, Attachments],
})
export class AttachmentsModule {}
