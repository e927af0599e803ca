import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { CustomsDistrictReadingId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { KeepCustomsDistricts } from './commands/keep-customs-districts.js';
import { CustomsDistrictQueries } from './customs-district.queries.js';
import {
  ConfirmCustomsDistrictInput,
  CustomsDistrictReadingPayload,
  CustomsDistrictReadingType,
  EnterCustomsDistrictInput,
} from './customs-district.types.js';

const EnterResult = resultUnion('EnterCustomsDistrictResult', () => CustomsDistrictReadingPayload);
const ConfirmResult = resultUnion('ConfirmCustomsDistrictResult', () => CustomsDistrictReadingPayload);

@Resolver()
export class CustomsDistrictResolver {
  constructor(
    private readonly queries: CustomsDistrictQueries,
    private readonly keep: KeepCustomsDistricts,
  ) {}

  @Query(() => [CustomsDistrictReadingType], {
    complexity: expectedRows(2),
    description: 'What was entered of a customs district from official texts, newest first.',
  })
  @Requires('reference:read')
  customsDistrictReadings(
    @Ctx() ctx: Context,
    @Args('customsDistrictCode', { type: () => String, description: 'The customs district, by code.' })
    code: string,
  ): Promise<CustomsDistrictReadingType[]> {
    return this.queries.ofDistrict(ctx, code);
  }

  @Mutation(() => EnterResult, {
    description:
      'Enters, as the base office, which counties a customs district has by an official text. It settles nothing until a second person confirms it.',
  })
  @Requires('reference:manage')
  async enterCustomsDistrict(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The counties and where they were read.' })
    input: EnterCustomsDistrictInput,
  ): Promise<CustomsDistrictReadingPayload | Refused> {
    return this.answer(ctx, await this.keep.enter(ctx, input));
  }

  @Mutation(() => ConfirmResult, {
    description:
      'Confirms, as a second person of the base office who read the text, which counties a customs district has. Open lots are judged again.',
  })
  @Requires('reference:manage')
  async confirmCustomsDistrict(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What was entered.' }) input: ConfirmCustomsDistrictInput,
  ): Promise<CustomsDistrictReadingPayload | Refused> {
    return this.answer(ctx, await this.keep.confirm(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<{ readingId: CustomsDistrictReadingId }, AnyRefusal[]>,
  ): Promise<CustomsDistrictReadingPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const reading = await this.queries.find(ctx, result.value.readingId);
    if (!reading) throw new Error('what was just written is not visible to its writer');
    return Object.assign(new CustomsDistrictReadingPayload(), { reading });
  }
}
