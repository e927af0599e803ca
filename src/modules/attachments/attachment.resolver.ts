import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import { actorOf, type Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { AttachmentId } from '../../kernel/ids.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { AttachmentQueries, type AttachmentView } from './attachment.queries.js';
import { AttachmentType, EraseAttachmentInput, EraseAttachmentPayload } from './attachment.types.js';
import { EraseAttachment } from './commands/erase-attachment.js';
import { linkTo } from './domain/download-link.js';
import { LinkSecret } from './link-secret.js';

const EraseAttachmentResult = resultUnion('EraseAttachmentResult', () => EraseAttachmentPayload);

@Resolver(() => AttachmentType)
export class AttachmentResolver {
  constructor(
    private readonly queries: AttachmentQueries,
    private readonly organisations: OrganisationQueries,
    private readonly secret: LinkSecret,
    private readonly erase: EraseAttachment,
  ) {}

  @Query(() => AttachmentType, {
    nullable: true,
    description: 'One attachment; empty where there is none that you may see.',
  })
  @Requires('attachment:read')
  attachment(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: AttachmentId,
  ): Promise<AttachmentView | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => EraseAttachmentResult, {
    description:
      'Erases the bytes and the name of an attachment of your organisation; the base office those of any. Its hash stays in the ledger. What a law has kept for a time, and what is evidence of something in force, is not erased.',
  })
  @Requires('text:erase')
  async eraseAttachment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The attachment.' }) input: EraseAttachmentInput,
  ): Promise<EraseAttachmentPayload | Refused> {
    const result = await this.erase.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const attachment = await this.queries.load(ctx, result.value.attachmentId);
    return Object.assign(new EraseAttachmentPayload(), { attachment });
  }

  @ResolveField(() => OrganisationType, { description: 'The organisation it belongs to.' })
  organisation(@Ctx() ctx: Context, @Parent() attachment: AttachmentView): Promise<OrganisationType> {
    return this.organisations.present(ctx, attachment.organisationId);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where to download it: a path on this server, for your account and for five minutes. Empty where it was erased.',
  })
  async downloadUrl(@Ctx() ctx: Context, @Parent() { id, erasedAt }: AttachmentView): Promise<string | null> {
    const { userId, organisationId, permissions } = actorOf(ctx);
    // Other modules show attachments to whoever may ask for their things.
    if (erasedAt !== null || !permissions.has('attachment:read')) return null;
    return linkTo({ attachmentId: id, userId, organisationId }, await this.secret.of(ctx), ctx.now);
  }
}
