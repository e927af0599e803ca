import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { ProductLabelId } from '../../kernel/ids.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { ConfirmProductLabel } from './commands/confirm-product-label.js';
import { CorrectProductLabel } from './commands/correct-product-label.js';
import { EnterProductLabel } from './commands/enter-product-label.js';
import { otherCropOf } from './domain/label-crop.js';
import type { GrowingRefusal } from './growing.refusals.js';
import { ProductLabelQueries, type ProductLabelView } from './product-label.queries.js';
import {
  ConfirmProductLabelInput,
  CorrectProductLabelInput,
  EnterProductLabelInput,
  ProductLabelConnection,
  ProductLabelFilterInput,
  ProductLabelPayload,
  ProductLabelType,
  type ProductLabelPage,
} from './product-label.types.js';

const EnterProductLabelResult = resultUnion('EnterProductLabelResult', () => ProductLabelPayload);
const CorrectProductLabelResult = resultUnion('CorrectProductLabelResult', () => ProductLabelPayload);
const ConfirmProductLabelResult = resultUnion('ConfirmProductLabelResult', () => ProductLabelPayload);

@Resolver(() => ProductLabelType)
export class ProductLabelResolver {
  constructor(
    private readonly queries: ProductLabelQueries,
    private readonly organisations: OrganisationQueries,
    private readonly enterCommand: EnterProductLabel,
    private readonly correctCommand: CorrectProductLabel,
    private readonly confirmCommand: ConfirmProductLabel,
  ) {}

  @Query(() => ProductLabelConnection, {
    description: 'Labels of pesticides that somebody of the base entered, by registration number.',
  })
  @Requires('label:read')
  async productLabels(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => ProductLabelFilterInput, 'Which labels.')
    filter?: ProductLabelFilterInput | null,
  ): Promise<ProductLabelPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => ProductLabelType, { nullable: true, description: 'One label; empty where there is none.' })
  @Requires('label:read')
  productLabel(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: ProductLabelId,
  ): Promise<ProductLabelView | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => EnterProductLabelResult, { description: 'Enters what a label says.' })
  @Requires('label:enter')
  enterProductLabel(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The label.' }) input: EnterProductLabelInput,
  ): Promise<ProductLabelPayload | Refused> {
    return this.answer(ctx, this.enterCommand.execute(ctx, input));
  }

  @Mutation(() => CorrectProductLabelResult, {
    description: 'Puts right a label that nobody has confirmed yet.',
  })
  @Requires('label:enter')
  correctProductLabel(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The label, and what it should have said.' })
    input: CorrectProductLabelInput,
  ): Promise<ProductLabelPayload | Refused> {
    return this.answer(ctx, this.correctCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmProductLabelResult, {
    description:
      'Confirms a label that another organisation entered: the plant-protection officer of a cooperative, an inspection body or the base office does. Its interval then counts, also for sprays recorded before.',
  })
  @Requires('label:confirm')
  confirmProductLabel(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The label.' }) input: ConfirmProductLabelInput,
  ): Promise<ProductLabelPayload | Refused> {
    return this.answer(ctx, this.confirmCommand.execute(ctx, input));
  }

  @ResolveField(() => OrganisationType, { description: 'The organisation whose person entered it.' })
  enteredBy(@Ctx() ctx: Context, @Parent() label: ProductLabelView): Promise<OrganisationType> {
    return this.organisations.present(ctx, label.enteredByOrganisationId);
  }

  @ResolveField(() => Boolean, {
    description:
      'Whether the crop is one of the words for citrus on the tree (柑橘, 柑橘树, 甜橙, citrus, …). Figures for another crop settle nothing for our fruit.',
  })
  isForCitrus(@Parent() { crop }: ProductLabelView): boolean {
    return otherCropOf(crop) === null;
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ productLabelId: ProductLabelId }, GrowingRefusal>,
  ): Promise<ProductLabelPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const productLabel = await this.queries.load(ctx, result.value.productLabelId);
    return Object.assign(new ProductLabelPayload(), { productLabel });
  }
}

@Resolver(() => ProductLabelConnection)
export class ProductLabelConnectionResolver {
  constructor(private readonly queries: ProductLabelQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: ProductLabelPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
