import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { RegistrationId } from '../../kernel/ids.js';
import { ConfirmYield } from './commands/confirm-yield.js';
import { DeclareYield } from './commands/declare-yield.js';
import { PlanRegistrationReview } from './commands/plan-registration-review.js';
import type { LandRefusal } from './land.refusals.js';
import { RegistrationQueries, type RegistrationRow } from './registration.queries.js';
import { RegistrationPayload, RegistrationType } from './registration.types.js';
import { SupplyQueries, type YieldView } from './supply.queries.js';
import {
  ConfirmRegistrationYieldInput,
  DeclareRegistrationYieldInput,
  PlanRegistrationReviewInput,
  RegistrationYieldType,
} from './supply.types.js';

const DeclareRegistrationYieldResult = resultUnion(
  'DeclareRegistrationYieldResult',
  () => RegistrationPayload,
);
const ConfirmRegistrationYieldResult = resultUnion(
  'ConfirmRegistrationYieldResult',
  () => RegistrationPayload,
);
const PlanRegistrationReviewResult = resultUnion('PlanRegistrationReviewResult', () => RegistrationPayload);

@Resolver(() => RegistrationType)
export class RegistrationYieldResolver {
  constructor(
    private readonly queries: SupplyQueries,
    private readonly registrations: RegistrationQueries,
    private readonly declareCommand: DeclareYield,
    private readonly confirmCommand: ConfirmYield,
    private readonly reviewCommand: PlanRegistrationReview,
  ) {}

  @ResolveField(() => [RegistrationYieldType], {
    complexity: expectedRows(3),
    description:
      'Yields it declared to customs, season by season, the latest entry first. Only whose registration it is and the base office know; none for others.',
  })
  async yields(@Ctx() ctx: Context, @Parent() registration: RegistrationRow): Promise<readonly YieldView[]> {
    return this.queries.yields(ctx, registration.id);
  }

  @Mutation(() => DeclareRegistrationYieldResult, {
    description:
      'Records the yield that an orchard declared to customs for a season, or declared anew: your own, or as the base office anybody’s. It counts once the base office has confirmed it.',
  })
  @Requires('registration:manage')
  declareRegistrationYield(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration, the season and the yield.' })
    input: DeclareRegistrationYieldInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.declareCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmRegistrationYieldResult, {
    description:
      'Confirms, as the base office and a second person, a declared yield whose paper was seen: from then on it counts.',
  })
  @Requires('registration:confirm')
  confirmRegistrationYield(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The declared yield.' }) input: ConfirmRegistrationYieldInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.confirmCommand.execute(ctx, input));
  }

  @Mutation(() => PlanRegistrationReviewResult, {
    description: 'Says when a registration is to be looked at again: your own, or as the base office any.',
  })
  @Requires('registration:manage')
  planRegistrationReview(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration and the day.' }) input: PlanRegistrationReviewInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.reviewCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ registrationId: RegistrationId }, LandRefusal>,
  ): Promise<RegistrationPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const registration = await this.registrations.load(ctx, result.value.registrationId);
    return Object.assign(new RegistrationPayload(), { registration });
  }
}
