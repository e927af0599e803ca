import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { ConfirmPlotVariety } from './commands/confirm-plot-variety.js';
import { PlotVarietyQueries, type PlotVarietyView } from './plot-variety.queries.js';
import { ConfirmPlotVarietyInput, PlotVarietyType } from './plot-variety.types.js';
import { PlotQueries, type PlotView } from './plot.queries.js';
import { PlotPayload, PlotType } from './plot.types.js';

const ConfirmPlotVarietyResult = resultUnion('ConfirmPlotVarietyResult', () => PlotPayload);

@Resolver(() => PlotType)
export class PlotVarietyResolver {
  constructor(
    private readonly varieties: PlotVarietyQueries,
    private readonly plots: PlotQueries,
    private readonly confirmCommand: ConfirmPlotVariety,
  ) {}

  @ResolveField(() => [PlotVarietyType], {
    name: 'varieties',
    complexity: expectedRows(2),
    description:
      'All that was said of its variety, the latest to begin first. Only whose plot it is and the base office know; none for others.',
  })
  varietiesOf(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<readonly PlotVarietyView[]> {
    return this.varieties.load(ctx, plot.id);
  }

  @Mutation(() => ConfirmPlotVarietyResult, {
    description:
      'Confirms, as the base office and a second person, what a plot was planted with: from then on it speaks also for harvests recorded before it was said.',
  })
  @Requires('registration:confirm')
  async confirmPlotVariety(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry.' }) input: ConfirmPlotVarietyInput,
  ): Promise<PlotPayload | Refused> {
    const result = await this.confirmCommand.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const plot = await this.plots.load(ctx, result.value.plotId);
    return Object.assign(new PlotPayload(), { plot });
  }
}
