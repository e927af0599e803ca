import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { GrowerQueries, type GrowerView } from './grower.queries.js';
import { GrowerType } from './grower.types.js';
import { OrchardQueries, type OrchardView } from './orchard.queries.js';
import { OrchardType } from './orchard.types.js';
import { PlotQueries, type BoundaryView, type PlotView } from './plot.queries.js';
import { PlotBoundaryType, PlotRegistrationType, PlotType, PlotWarningType } from './plot.types.js';
import { RegistrationQueries, type PlotCover } from './registration.queries.js';

/** What hangs on a plot; each field is fetched for all plots of the page together, under the caller's own scope. */
@Resolver(() => PlotType)
export class PlotFieldsResolver {
  constructor(
    private readonly plots: PlotQueries,
    private readonly orchards: OrchardQueries,
    private readonly growers: GrowerQueries,
    private readonly covers: RegistrationQueries,
    private readonly organisations: OrganisationQueries,
  ) {}

  @ResolveField(() => OrganisationType, { description: 'The cooperative it belongs to.' })
  organisation(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<OrganisationType> {
    return this.organisations.present(ctx, plot.organisationId);
  }

  @ResolveField(() => OrchardType, { nullable: true, description: 'The orchard it belongs to, if any.' })
  orchard(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<OrchardView | null> | null {
    return plot.orchardId && this.orchards.load(ctx, plot.orchardId);
  }

  @ResolveField(() => GrowerType, {
    nullable: true,
    description: 'Who works it. Seen by the cooperative, and by the base office without name and telephone.',
  })
  grower(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<GrowerView | null> | null {
    return plot.growerId && this.growers.load(ctx, plot.growerId);
  }

  @ResolveField(() => [PlotRegistrationType], {
    complexity: expectedRows(2),
    description: 'Customs registrations it stands or stood under, the earliest first.',
  })
  registrations(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<readonly PlotCover[]> {
    return this.covers.covers(ctx, plot.id);
  }

  @ResolveField(() => PlotBoundaryType, {
    nullable: true,
    description:
      'Where it lies. Seen by its owner, by inspectors at work on its fruit and by the base office; empty for all others.',
  })
  boundary(@Ctx() ctx: Context, @Parent() plot: PlotView): Promise<BoundaryView | null> {
    return this.plots.boundary(ctx, plot.id);
  }

  @ResolveField(() => [PlotWarningType], {
    complexity: expectedRows(2),
    description: 'What should be looked at.',
  })
  warnings(@Ctx() ctx: Context, @Parent() plot: PlotView): PlotWarningType[] {
    return plot.warningsFound.map(({ code, sentence }) => ({ code, message: sentence[ctx.language] }));
  }
}
