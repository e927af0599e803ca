import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { LotId, LotReleaseId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { AgreeToRelease } from './commands/agree-to-release.js';
import { ProposeRelease } from './commands/propose-release.js';
import { TakeBackRelease } from './commands/take-back-release.js';
import { LotQueries } from './lot.queries.js';
import { LotType } from './lot.types.js';
import {
  AgreeToReleaseInput,
  DeclineReleaseInput,
  LotReleasePayload,
  ProposeReleaseInput,
  RevokeReleaseInput,
} from './release.inputs.js';
import { ReleaseQueries } from './release.queries.js';
import { LotReleaseConnection, LotReleaseType, ReleasePageArgs } from './release.types.js';

const ProposeReleaseResult = resultUnion('ProposeReleaseResult', () => LotReleasePayload);
const AgreeToReleaseResult = resultUnion('AgreeToReleaseResult', () => LotReleasePayload);
const DeclineReleaseResult = resultUnion('DeclineReleaseResult', () => LotReleasePayload);
const RevokeReleaseResult = resultUnion('RevokeReleaseResult', () => LotReleasePayload);

type Answer = Promise<LotReleasePayload | Refused>;

@Resolver()
export class ReleaseResolver {
  constructor(
    private readonly queries: ReleaseQueries,
    private readonly lots: LotQueries,
    private readonly propose: ProposeRelease,
    private readonly agree: AgreeToRelease,
    private readonly takeBack: TakeBackRelease,
  ) {}

  @Query(() => LotReleaseConnection, {
    description:
      'Releases 凭…放行 of lots you see in full, all of them for the base office, the newest first; `totalCount` counts them.',
  })
  @Requires('lot:read')
  async releases(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: ReleasePageArgs,
  ): Promise<LotReleaseConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: LotReleaseType.of(ctx, edge.node) }));
    return Object.assign(new LotReleaseConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Mutation(() => ProposeReleaseResult, {
    description:
      'Proposes to let a lot pass a finding that is INDETERMINATE 凭…放行. It counts for nothing until a second person agrees. Never for registrations, bans, intervals or residues, and never by who gains.',
  })
  @Requires('lot:release')
  async proposeRelease(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The finding, the reason, the evidence and the last day.' })
    input: ProposeReleaseInput,
  ): Answer {
    return this.answer(ctx, await this.propose.execute(ctx, input));
  }

  @Mutation(() => AgreeToReleaseResult, {
    description:
      'Agrees as the second person. The lot is judged afresh first: the finding must be just what was proposed to be released.',
  })
  @Requires('lot:release')
  async agreeToRelease(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The release.' }) input: AgreeToReleaseInput,
  ): Answer {
    return this.answer(ctx, await this.agree.execute(ctx, input));
  }

  @Mutation(() => DeclineReleaseResult, {
    description: 'Declines a proposal, or takes back one’s own.',
  })
  @Requires('lot:release')
  async declineRelease(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The release and why.' }) input: DeclineReleaseInput,
  ): Answer {
    return this.answer(ctx, await this.takeBack.decline(ctx, input));
  }

  @Mutation(() => RevokeReleaseResult, {
    description: 'Takes back a release that is in force, while its lot is still here. One person is enough.',
  })
  @Requires('lot:release')
  async revokeRelease(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The release and why.' }) input: RevokeReleaseInput,
  ): Answer {
    return this.answer(ctx, await this.takeBack.revoke(ctx, input));
  }

  private async answer(ctx: Context, result: Result<{ releaseId: LotReleaseId }, AnyRefusal[]>): Answer {
    if (!result.ok) return refused(ctx, result.error);
    const release = await this.queries.find(ctx, result.value.releaseId);
    const lot = release && (await this.lots.find(ctx, { id: release.lotId as LotId }));
    if (!release || !lot) throw new Error('the release just written is not visible to the base office');
    return Object.assign(new LotReleasePayload(), {
      release: LotReleaseType.of(ctx, release),
      lot: LotType.of(ctx, lot),
    });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => LotReleaseConnection)
export class LotReleaseConnectionResolver {
  constructor(private readonly queries: ReleaseQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: LotReleaseConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
