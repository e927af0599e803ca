import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { PlotId } from '../../kernel/ids.js';
import { ChangePlot } from './commands/change-plot.js';
import { RecordPlotBoundary } from './commands/record-plot-boundary.js';
import { RegisterPlot } from './commands/register-plot.js';
import type { LandRefusal } from './land.refusals.js';
import {
  ChangePlotInput,
  PlotFilterInput,
  RecordPlotBoundaryInput,
  RegisterPlotInput,
} from './plot.inputs.js';
import { PlotQueries, type PlotOrder, type PlotView } from './plot.queries.js';
import { PlotConnection, PlotOrderEnum, PlotPayload, PlotType, type PlotPage } from './plot.types.js';

const RegisterPlotResult = resultUnion('RegisterPlotResult', () => PlotPayload);
const ChangePlotResult = resultUnion('ChangePlotResult', () => PlotPayload);
const RecordPlotBoundaryResult = resultUnion('RecordPlotBoundaryResult', () => PlotPayload);

@Resolver()
export class PlotResolver {
  constructor(
    private readonly queries: PlotQueries,
    private readonly registerPlotCommand: RegisterPlot,
    private readonly changePlotCommand: ChangePlot,
    private readonly recordBoundaryCommand: RecordPlotBoundary,
  ) {}

  @Query(() => PlotConnection, {
    description: 'Plots: your own, and those whose fruit came to you. By code, or the newest first.',
  })
  @Requires('plot:read')
  async plots(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => PlotFilterInput, 'Which plots.')
    filter?: PlotFilterInput | null,
    @Args('order', { type: () => PlotOrderEnum, defaultValue: 'CODE', description: 'In which order.' })
    order: PlotOrder = 'CODE',
  ): Promise<PlotPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page, order)), filter: asked };
  }

  @Query(() => PlotType, {
    nullable: true,
    description: 'One plot; empty where there is none that you may see.',
  })
  @Requires('plot:read')
  plot(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: PlotId,
  ): Promise<PlotView | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => RegisterPlotResult, { description: 'Registers a plot of your cooperative.' })
  @Requires('plot:manage')
  registerPlot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The plot.' }) input: RegisterPlotInput,
  ): Promise<PlotPayload | Refused> {
    return this.answer(ctx, this.registerPlotCommand.execute(ctx, input));
  }

  @Mutation(() => ChangePlotResult, { description: 'Changes what is said of a plot of your cooperative.' })
  @Requires('plot:manage')
  changePlot(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The plot, and what changes.' }) input: ChangePlotInput,
  ): Promise<PlotPayload | Refused> {
    return this.answer(ctx, this.changePlotCommand.execute(ctx, input));
  }

  @Mutation(() => RecordPlotBoundaryResult, { description: 'Records where a plot of your cooperative lies.' })
  @Requires('plot:manage')
  recordPlotBoundary(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The plot and its boundary.' }) input: RecordPlotBoundaryInput,
  ): Promise<PlotPayload | Refused> {
    return this.answer(ctx, this.recordBoundaryCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ plotId: PlotId }, LandRefusal>,
  ): Promise<PlotPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const plot = await this.queries.load(ctx, result.value.plotId);
    return Object.assign(new PlotPayload(), { plot });
  }
}

@Resolver(() => PlotConnection)
export class PlotConnectionResolver {
  constructor(private readonly queries: PlotQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: PlotPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
