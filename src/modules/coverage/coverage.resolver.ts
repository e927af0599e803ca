import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { ResidueCoverageId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { RecordResidueCoverage, type CoverageMade } from './commands/record-residue-coverage.js';
import { SettleResidueCoverage } from './commands/settle-residue-coverage.js';
import { CoverageQueries } from './coverage.queries.js';
import {
  ConfirmResidueCoverageInput,
  RecordResidueCoverageInput,
  ResidueCoverageConnection,
  ResidueCoveragePageArgs,
  ResidueCoveragePayload,
  ResidueCoverageType,
  WithdrawResidueCoverageInput,
} from './coverage.types.js';

const payload = (): typeof ResidueCoveragePayload => ResidueCoveragePayload;
const RecordResult = resultUnion('RecordResidueCoverageResult', payload);
const ConfirmResult = resultUnion('ConfirmResidueCoverageResult', payload);
const WithdrawResult = resultUnion('WithdrawResidueCoverageResult', payload);

type Answer = Promise<ResidueCoveragePayload | Refused>;

@Resolver()
export class CoverageResolver {
  constructor(
    private readonly queries: CoverageQueries,
    private readonly record: RecordResidueCoverage,
    private readonly settle: SettleResidueCoverage,
  ) {}

  @Query(() => ResidueCoverageType, {
    nullable: true,
    description: 'One report that covers fruit 残留覆盖; nothing where you may not see it.',
  })
  @Requires('coverage:read')
  async residueCoverage(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: ResidueCoverageId,
  ): Promise<ResidueCoverageType | null> {
    const row = await this.queries.find(ctx, id);
    return row ? ResidueCoverageType.of(row) : null;
  }

  @Query(() => ResidueCoverageConnection, {
    description:
      'Reports that cover your plots, your treatments or fruit you see, and those you entered; newest first.',
  })
  @Requires('coverage:read')
  async residueCoverages(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: ResidueCoveragePageArgs,
  ): Promise<ResidueCoverageConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: ResidueCoverageType.of(edge.node) }));
    return Object.assign(new ResidueCoverageConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Mutation(() => RecordResult, {
    description:
      "Enters an accredited laboratory's report that covers a registration or plots for a harvest window, or a treatment after harvest: as the inspection body, or as the base office from the paper. It speaks for nothing until a second person confirms it; never entered by who gains by the fruit.",
  })
  @Requires('coverage:record')
  async recordResidueCoverage(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The report and what it covers.' }) input: RecordResidueCoverageInput,
  ): Answer {
    return this.answer(ctx, await this.record.execute(ctx, input));
  }

  @Mutation(() => ConfirmResult, {
    description:
      'Confirms, as a second person of the inspection body or of the base office, that the report says what was entered; or, where one person has withdrawn a confirmed report, that it no longer counts.',
  })
  @Requires('coverage:confirm')
  async confirmResidueCoverage(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The report.' }) input: ConfirmResidueCoverageInput,
  ): Answer {
    return this.answer(ctx, await this.settle.confirm(ctx, input));
  }

  @Mutation(() => WithdrawResult, {
    description:
      'Says that a report no longer counts. It stays to be seen; what it let pass is judged again. One that was confirmed takes a second person, who confirms the withdrawal with confirmResidueCoverage; until then it speaks against the fruit and no longer for it.',
  })
  @Requires('coverage:confirm')
  async withdrawResidueCoverage(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The report and why.' }) input: WithdrawResidueCoverageInput,
  ): Answer {
    return this.answer(ctx, await this.settle.withdraw(ctx, input));
  }

  private async answer(ctx: Context, result: Result<CoverageMade, AnyRefusal[]>): Answer {
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.find(ctx, result.value.coverageId);
    if (!row) throw new Error('the report just written is not visible to its writer');
    return Object.assign(new ResidueCoveragePayload(), { coverage: ResidueCoverageType.of(row) });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => ResidueCoverageConnection)
export class CoverageConnectionResolver {
  constructor(private readonly queries: CoverageQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: ResidueCoverageConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
