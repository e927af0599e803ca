import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { CorrectPostHarvestTreatment } from './commands/correct-post-harvest-treatment.js';
import { RecordPostHarvestTreatment, type Treated } from './commands/record-post-harvest-treatment.js';
import { SettleTreatmentCorrection } from './commands/settle-treatment-correction.js';
import { PostHarvestTreatmentQueries } from './post-harvest-treatment.queries.js';
import {
  AgreeToTreatmentCorrectionInput,
  CorrectPostHarvestTreatmentInput,
  DeclineTreatmentCorrectionInput,
  PostHarvestTreatmentConnection,
  PostHarvestTreatmentPageArgs,
  PostHarvestTreatmentPayload,
  PostHarvestTreatmentType,
  RecordPostHarvestTreatmentInput,
  VoidPostHarvestTreatmentInput,
} from './post-harvest-treatment.types.js';

const payload = (): typeof PostHarvestTreatmentPayload => PostHarvestTreatmentPayload;
const RecordResult = resultUnion('RecordPostHarvestTreatmentResult', payload);
const CorrectResult = resultUnion('CorrectPostHarvestTreatmentResult', payload);
const AgreeResult = resultUnion('AgreeToTreatmentCorrectionResult', payload);
const DeclineResult = resultUnion('DeclineTreatmentCorrectionResult', payload);
const VoidResult = resultUnion('VoidPostHarvestTreatmentResult', payload);

type Answer = Promise<PostHarvestTreatmentPayload | Refused>;

@Resolver()
export class PostHarvestTreatmentResolver {
  constructor(
    private readonly queries: PostHarvestTreatmentQueries,
    private readonly record: RecordPostHarvestTreatment,
    private readonly corrections: CorrectPostHarvestTreatment,
    private readonly settling: SettleTreatmentCorrection,
  ) {}

  @Query(() => PostHarvestTreatmentConnection, {
    description:
      'Treatments after harvest 采后保鲜处理 that you did, or that fruit you see went through; newest first.',
  })
  @Requires('post-harvest:read')
  async postHarvestTreatments(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: PostHarvestTreatmentPageArgs,
  ): Promise<PostHarvestTreatmentConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: PostHarvestTreatmentType.of(edge.node) }));
    return Object.assign(new PostHarvestTreatmentConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Mutation(() => RecordResult, {
    description:
      'Records what was applied to your fruit after harvest: bath, product, concentration, batches or runs. Or states, with kind NONE, that nothing was: until one of the two is said, nobody knows what to test for.',
  })
  @Requires('post-harvest:record')
  async recordPostHarvestTreatment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The treatment.' }) input: RecordPostHarvestTreatmentInput,
  ): Answer {
    return this.answer(ctx, await this.record.execute(ctx, input));
  }

  @Mutation(() => CorrectResult, {
    description: 'Corrects an entry by another one that takes its place; both stay.',
  })
  @Requires('post-harvest:record')
  async correctPostHarvestTreatment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry, and all that it should have said.' })
    input: CorrectPostHarvestTreatmentInput,
  ): Answer {
    return this.answer(ctx, await this.corrections.correct(ctx, input));
  }

  @Mutation(() => VoidResult, {
    description: 'Says that what an entry tells did not happen, by another one; both stay.',
  })
  @Requires('post-harvest:record')
  async voidPostHarvestTreatment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry, and why.' }) input: VoidPostHarvestTreatmentInput,
  ): Answer {
    return this.answer(ctx, await this.corrections.void(ctx, input));
  }

  @Mutation(() => AgreeResult, {
    description:
      'The base office agrees to the correction or voiding of a treatment: fruit is judged from now on as if what was withdrawn had never been entered.',
  })
  @Requires('correction:agree')
  async agreeToTreatmentCorrection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The correction.' }) input: AgreeToTreatmentCorrectionInput,
  ): Answer {
    return this.answer(ctx, await this.settling.agree(ctx, input));
  }

  @Mutation(() => DeclineResult, {
    description:
      'The base office declines the correction or voiding of a treatment: what was withdrawn counts, and what the correction says against the fruit counts as before. It is entered anew by whoever made it, with what shows it.',
  })
  @Requires('correction:agree')
  async declineTreatmentCorrection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The correction, and why.' }) input: DeclineTreatmentCorrectionInput,
  ): Answer {
    return this.answer(ctx, await this.settling.decline(ctx, input));
  }

  private async answer(ctx: Context, result: Result<Treated, AnyRefusal[]>): Answer {
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.find(ctx, result.value.treatmentId);
    if (!row) throw new Error('the treatment just written is not visible to its writer');
    return Object.assign(new PostHarvestTreatmentPayload(), { treatment: PostHarvestTreatmentType.of(row) });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => PostHarvestTreatmentConnection)
export class PostHarvestTreatmentConnectionResolver {
  constructor(private readonly queries: PostHarvestTreatmentQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: PostHarvestTreatmentConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
