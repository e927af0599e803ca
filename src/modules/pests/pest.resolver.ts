import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import {
  AreaStatusFilterInput,
  OfficerFilterInput,
  TrapCountFilterInput,
  TrapFilterInput,
  TreatmentFilterInput,
} from './pest-filters.types.js';
import { PestQueries, type TrapCountView } from './pest.queries.js';
import {
  AreaStatusConnection,
  OfficerAppointmentConnection,
  PestCountType,
  PestTrapConnection,
  PestType,
  QuarantineTreatmentConnection,
  TrapCountConnection,
  TrapCountType,
  type AreaStatusPage,
  type OfficerPage,
  type TrapCountPage,
  type TrapPage,
  type TreatmentPage,
} from './pest.types.js';

@Resolver()
export class PestResolver {
  constructor(private readonly queries: PestQueries) {}

  @Query(() => [PestType], {
    complexity: expectedRows(5),
    description: 'Pests 有害生物 that traps, areas and rules name, by code.',
  })
  @Requires('reference:read')
  async pests(@Ctx() ctx: Context): Promise<PestType[]> {
    return (await this.queries.pests(ctx)).map(
      ({ code, scientificName, nameZh, eppoCode, ...provenance }) => ({
        code,
        scientificName,
        nameZh,
        eppoCode,
        provenance,
      }),
    );
  }

  @Query(() => OfficerAppointmentConnection, {
    description:
      'Plant-protection officers 植保员: of your organisation, and of orchards and packhouses whose fruit came to you; the latest entry first.',
  })
  @Requires('pest:read')
  async officerAppointments(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => OfficerFilterInput, 'Which appointments.')
    filter?: OfficerFilterInput | null,
  ): Promise<OfficerPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.officers.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => PestTrapConnection, {
    description:
      'Pest traps 诱捕器: your own, and those where fruit that came to you grew; the latest entry first.',
  })
  @Requires('pest:read')
  async pestTraps(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => TrapFilterInput, 'Which traps.')
    filter?: TrapFilterInput | null,
  ): Promise<TrapPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.traps.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => TrapCountConnection, {
    description:
      'What was found in traps: in your own, and before the harvest of fruit that came to you; the latest entry first.',
  })
  @Requires('pest:read')
  async trapCounts(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => TrapCountFilterInput, 'Which counts.')
    filter?: TrapCountFilterInput | null,
  ): Promise<TrapCountPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.counts.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => AreaStatusConnection, {
    description: 'What areas are for pests, by official papers; the latest entry first.',
  })
  @Requires('pest:read')
  async areaStatuses(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => AreaStatusFilterInput, 'Which statuses.')
    filter?: AreaStatusFilterInput | null,
  ): Promise<AreaStatusPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.areaStatuses.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => QuarantineTreatmentConnection, {
    description: 'Quarantine treatments 检疫处理 of fruit that you see; the latest entry first.',
  })
  @Requires('pest:read')
  async quarantineTreatments(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => TreatmentFilterInput, 'Which treatments.')
    filter?: TreatmentFilterInput | null,
  ): Promise<TreatmentPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.treatments.page(ctx, asked, page)), filter: asked };
  }
}

@Resolver(() => TrapCountType)
export class TrapCountFieldsResolver {
  @ResolveField(() => [PestCountType], {
    complexity: expectedRows(3),
    description: 'What was counted, by code of the pest. What is not named was not looked for.',
  })
  counts(@Parent() { counts }: TrapCountView): PestCountType[] {
    return Object.entries(counts)
      .map(([pestCode, count]) => ({ pestCode, count }))
      .toSorted((a, b) => (a.pestCode < b.pestCode ? -1 : 1));
  }
}

@Resolver(() => OfficerAppointmentConnection)
export class OfficerAppointmentConnectionResolver {
  constructor(private readonly queries: PestQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: OfficerPage): Promise<number> {
    return this.queries.officers.count(ctx, page.filter);
  }
}

@Resolver(() => PestTrapConnection)
export class PestTrapConnectionResolver {
  constructor(private readonly queries: PestQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: TrapPage): Promise<number> {
    return this.queries.traps.count(ctx, page.filter);
  }
}

@Resolver(() => TrapCountConnection)
export class TrapCountConnectionResolver {
  constructor(private readonly queries: PestQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: TrapCountPage): Promise<number> {
    return this.queries.counts.count(ctx, page.filter);
  }
}

@Resolver(() => AreaStatusConnection)
export class AreaStatusConnectionResolver {
  constructor(private readonly queries: PestQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: AreaStatusPage): Promise<number> {
    return this.queries.areaStatuses.count(ctx, page.filter);
  }
}

@Resolver(() => QuarantineTreatmentConnection)
export class QuarantineTreatmentConnectionResolver {
  constructor(private readonly queries: PestQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: TreatmentPage): Promise<number> {
    return this.queries.treatments.count(ctx, page.filter);
  }
}
