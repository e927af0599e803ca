import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { ChannelId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { ChannelQueries } from './channel.queries.js';
import {
  ChannelConnection,
  ChannelPageArgs,
  ChannelPayload,
  ChannelType,
  CloseChannelInput,
  OpenChannelInput,
} from './channel.types.js';
import { CloseChannel } from './commands/close-channel.js';
import { OpenChannel } from './commands/open-channel.js';

const OpenChannelResult = resultUnion('OpenChannelResult', () => ChannelPayload);
const CloseChannelResult = resultUnion('CloseChannelResult', () => ChannelPayload);

@Resolver(() => ChannelType)
export class ChannelResolver {
  constructor(
    private readonly queries: ChannelQueries,
    private readonly organisations: OrganisationQueries,
    private readonly open: OpenChannel,
    private readonly close: CloseChannel,
  ) {}

  @Query(() => ChannelType, { nullable: true, description: 'One channel; nothing where there is none.' })
  @Requires('channel:read')
  async channel(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: ChannelId,
  ): Promise<ChannelType | null> {
    const channel = await this.queries.find(ctx, { id });
    return channel && ChannelType.of(channel);
  }

  @Query(() => ChannelConnection, { description: 'Channels, by code.' })
  @Requires('channel:read')
  async channels(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: ChannelPageArgs,
  ): Promise<ChannelConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: ChannelType.of(node) }));
    return { ...page, edges, filter: filter ?? {} };
  }

  @Mutation(() => OpenChannelResult, { description: 'Opens a channel for an exporter to a market.' })
  @Requires('channel:manage')
  async openChannel(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The channel.' }) input: OpenChannelInput,
  ): Promise<ChannelPayload | Refused> {
    return this.answer(ctx, await this.open.execute(ctx, input));
  }

  @Mutation(() => CloseChannelResult, {
    description: 'Closes a channel; a closing can be brought forward, not put off.',
  })
  @Requires('channel:manage')
  async closeChannel(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The channel, its last open day and why.' }) input: CloseChannelInput,
  ): Promise<ChannelPayload | Refused> {
    return this.answer(ctx, await this.close.execute(ctx, input));
  }

  @ResolveField(() => OrganisationType, { description: 'The exporter of record.' })
  exporter(@Ctx() ctx: Context, @Parent() { exporterId }: ChannelType): Promise<OrganisationType> {
    return this.organisations.present(ctx, exporterId);
  }

  private async answer(
    ctx: Context,
    result: Result<{ channelId: ChannelId }, AnyRefusal[]>,
  ): Promise<ChannelPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const channel = await this.queries.present(ctx, result.value.channelId);
    return Object.assign(new ChannelPayload(), { channel: ChannelType.of(channel) });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => ChannelConnection)
export class ChannelConnectionResolver {
  constructor(private readonly queries: ChannelQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: ChannelConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
