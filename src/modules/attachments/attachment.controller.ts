import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, Requires } from '../../infrastructure/auth/access.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { HttpCtx } from '../../infrastructure/http/http-ctx.js';
import { AttachmentQueries } from './attachment.queries.js';
import type { LinkQuery } from './domain/download-link.js';
import { disposition, nameToSave } from './domain/file-name.js';
import { Downloads } from './downloads.js';
import { toldIn } from './told-headers.js';
import { Uploads } from './uploads.js';

/** Bytes do not fit into GraphQL: they come and go here. */
@Controller('attachments')
export class AttachmentController {
  constructor(
    private readonly uploads: Uploads,
    private readonly downloads: Downloads,
    private readonly queries: AttachmentQueries,
  ) {}

  /** Takes the body as it is; 201 for what is new, 200 for what the organisation has already. */
  @Post()
  @Requires('attachment:store')
  async store(@HttpCtx() ctx: Ctx, @Req() req: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { attachmentId, isNew } = await this.uploads.take(ctx, req.raw, toldIn(req.headers));
    const stored = await this.queries.load(ctx, attachmentId);
    if (!stored) throw new Error(`attachment ${attachmentId} is not to be seen by who stored it`);
    const { id, sha256, mediaType, byteCount, fileName, uploadedAt } = stored;
    await reply
      .status(isNew ? 201 : 200)
      .header('cache-control', 'no-store')
      .send({ id, sha256, mediaType, byteCount, fileName, uploadedAt });
  }

  @Get(':id')
  @Public('the link is the proof: sealed, for one account, for five minutes')
  async download(
    @Req() req: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: LinkQuery,
  ): Promise<void> {
    const { attachment, bytes } = await this.downloads.open(req, id, query);
    const { fileName, mediaType, byteCount, sha256 } = attachment;
    await reply
      .headers({
        'content-type': mediaType,
        'content-length': byteCount,
        // Saved and never shown, and if it is shown all the same, without scripts and without this site's cookie.
        'content-disposition': disposition(nameToSave(fileName, mediaType, sha256.slice(0, 12))),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  }
}
