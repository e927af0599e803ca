import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { GrowerQueries, type GrowerView } from '../land/grower.queries.js';
import { GrowerType } from '../land/grower.types.js';
import { PlotQueries, type PlotView } from '../land/plot.queries.js';
import { PlotType } from '../land/plot.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { GrowingRecordQueries, type GrowingRecordView } from './growing-record.queries.js';
import {
  EarliestHarvestType,
  GrowingRecordPayload,
  GrowingRecordType,
  GrowingWarningType,
  UnknownIntervalType,
} from './growing-record.types.js';
import { HarvestSafetyQueries } from './harvest-safety.queries.js';
import { ProductLabelQueries, type ProductLabelView } from './product-label.queries.js';
import { ProductLabelType } from './product-label.types.js';

/** What hangs on a growing record; each field is fetched for all records of the page together. */
@Resolver(() => GrowingRecordType)
export class GrowingFieldsResolver {
  constructor(
    private readonly plots: PlotQueries,
    private readonly growers: GrowerQueries,
    private readonly labels: ProductLabelQueries,
    private readonly organisations: OrganisationQueries,
  ) {}

  @ResolveField(() => PlotType, {
    nullable: true,
    description: 'The plot; empty where you see the record but not the plot.',
  })
  plot(@Ctx() ctx: Context, @Parent() record: GrowingRecordView): Promise<PlotView | null> {
    return this.plots.load(ctx, record.plotId);
  }

  @ResolveField(() => OrganisationType, { description: 'The cooperative that recorded it.' })
  organisation(@Ctx() ctx: Context, @Parent() record: GrowingRecordView): Promise<OrganisationType> {
    return this.organisations.present(ctx, record.organisationId);
  }

  @ResolveField(() => ProductLabelType, {
    nullable: true,
    description: 'Label of the product sprayed, if named.',
  })
  productLabel(
    @Ctx() ctx: Context,
    @Parent() record: GrowingRecordView,
  ): Promise<ProductLabelView | null> | null {
    return record.productLabelId && this.labels.load(ctx, record.productLabelId);
  }

  @ResolveField(() => GrowerType, {
    nullable: true,
    description: 'Who did it. Seen by the cooperative, and by the base office without name and telephone.',
  })
  operator(@Ctx() ctx: Context, @Parent() record: GrowingRecordView): Promise<GrowerView | null> | null {
    return record.operatorId && this.growers.load(ctx, record.operatorId);
  }

  @ResolveField(() => Boolean, { description: 'Whether a clerk entered it for a grower 代录.' })
  isOnBehalf(@Parent() record: GrowingRecordView): boolean {
    return record.onBehalfOfId !== null;
  }

  @ResolveField(() => GrowerType, {
    nullable: true,
    description: 'For whom a clerk entered it. Seen by the cooperative, and by the base office without name.',
  })
  onBehalfOf(@Ctx() ctx: Context, @Parent() record: GrowingRecordView): Promise<GrowerView | null> | null {
    return record.onBehalfOfId && this.growers.load(ctx, record.onBehalfOfId);
  }
}

@Resolver(() => GrowingRecordPayload)
export class GrowingPayloadResolver {
  constructor(private readonly safety: HarvestSafetyQueries) {}

  @ResolveField(() => [GrowingWarningType], {
    complexity: expectedRows(2),
    description:
      'What should be looked at, as things stand now, the gravest first. Nothing was refused for it.',
  })
  async warnings(
    @Ctx() ctx: Context,
    @Parent() payload: GrowingRecordPayload,
  ): Promise<GrowingWarningType[]> {
    const warnings = await this.safety.warnings(ctx, payload.record);
    return warnings.map(({ code, sentence }) => ({ code, message: sentence[ctx.language] }));
  }
}

@Resolver(() => EarliestHarvestType)
export class EarliestHarvestResolver {
  constructor(private readonly records: GrowingRecordQueries) {}

  @ResolveField(() => GrowingRecordType, {
    nullable: true,
    description: 'The spray whose interval decides.',
  })
  decidedBy(
    @Ctx() ctx: Context,
    @Parent() preview: EarliestHarvestType,
  ): Promise<GrowingRecordView | null> | null {
    return preview.decidedBy && this.records.load(ctx, preview.decidedBy);
  }
}

@Resolver(() => UnknownIntervalType)
export class UnknownIntervalResolver {
  constructor(private readonly records: GrowingRecordQueries) {}

  @ResolveField(() => GrowingRecordType, { nullable: true, description: 'The spray.' })
  record(@Ctx() ctx: Context, @Parent() unknown: UnknownIntervalType): Promise<GrowingRecordView | null> {
    return this.records.load(ctx, unknown.recordId);
  }
}
