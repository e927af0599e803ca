import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { DraftVarietyList } from './commands/draft-variety-list.js';
import { openEntries } from './domain/edition-publication.js';
import { changesBetween } from './domain/variety-list.js';
import { asEntry, EditionQueries } from './edition.queries.js';
import { EditionEntryType, gapOf, MarketPackGapType } from './edition.types.js';
import type { PackGap } from './market-status.entity.js';
import { DraftVarietyListInput } from './variety-list.inputs.js';
import { VarietyListQueries } from './variety-list.queries.js';
import { VarietyListChangeType, VarietyListPayload, VarietyListType } from './variety-list.types.js';

const DraftVarietyListResult = resultUnion('DraftVarietyListResult', () => VarietyListPayload);

@Resolver(() => VarietyListType)
export class VarietyListResolver {
  constructor(
    private readonly queries: VarietyListQueries,
    private readonly editions: EditionQueries,
    private readonly draft: DraftVarietyList,
  ) {}

  @Query(() => [VarietyListType], {
    complexity: expectedRows(3),
    description:
      'The editions of the unified variety list 统一品种目录, the latest first. Drafts, as they would be published, are for the base office.',
  })
  @Requires('reference:read')
  async varietyLists(@Ctx() ctx: Context): Promise<VarietyListType[]> {
    return (await this.queries.lists(ctx)).map((list) => VarietyListType.of(list));
  }

  @Query(() => VarietyListType, {
    nullable: true,
    description: 'One edition of the unified variety list; drafts are for the base office.',
  })
  @Requires('reference:read')
  async varietyList(
    @Ctx() ctx: Context,
    @Args('code', { type: () => String, description: 'Code of the edition.' }) code: string,
  ): Promise<VarietyListType | null> {
    const found = (await this.queries.lists(ctx)).find(({ list }) => list.code === code);
    return found ? VarietyListType.of(found) : null;
  }

  @Mutation(() => DraftVarietyListResult, {
    description:
      'Begins a new edition of the unified variety list 统一品种目录. Its varieties are entered one by one and countersigned by a second person (`countersignEntry`); `previewStandardVersion` says what it would turn, and another person than began it publishes it (`publishStandardVersion`).',
  })
  @Requires('reference:manage')
  async draftVarietyList(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The edition, and what it starts from.' }) input: DraftVarietyListInput,
  ): Promise<VarietyListPayload | Refused> {
    const result = await this.draft.execute(ctx, input.toCommand());
    if (!result.ok) return refused(ctx, result.error);
    const list = await this.varietyList(ctx, result.value.versionCode);
    if (!list) throw new Error(`edition ${result.value.versionCode} is gone`);
    return Object.assign(new VarietyListPayload(), { list });
  }

  @ResolveField(() => [EditionEntryType], {
    complexity: expectedRows(10),
    description: 'What the base office entered, with who countersigned it; none for what the product ships.',
  })
  async editionEntries(
    @Ctx() ctx: Context,
    @Parent() { code }: VarietyListType,
  ): Promise<EditionEntryType[]> {
    return (await this.editions.entriesOf(ctx, code)).map((view) => EditionEntryType.of(view));
  }

  @ResolveField(() => [MarketPackGapType], {
    complexity: expectedRows(10),
    description: 'What nobody has countersigned, by whom and by when.',
  })
  async missing(@Ctx() ctx: Context, @Parent() list: VarietyListType): Promise<MarketPackGapType[]> {
    const whose = { ownerId: list.owner?.id ?? null, dueOn: list.dueOn };
    const entries = await this.editions.entriesOf(ctx, list.code);
    return openEntries(whose, entries.map(asEntry)).map((gap) => gapOf(gap as PackGap));
  }

  @ResolveField(() => [MarketPackGapType], {
    complexity: expectedRows(5),
    description: 'Those of them whose day has passed.',
  })
  async overdue(@Ctx() ctx: Context, @Parent() list: VarietyListType): Promise<MarketPackGapType[]> {
    const missing = await this.missing(ctx, list);
    return missing.filter(({ dueOn }) => dueOn !== null && dueOn !== undefined && dueOn < list.today);
  }

  @ResolveField(() => [VarietyListChangeType], {
    complexity: expectedRows(5),
    description:
      'What it changes of the edition it follows, by variety; all of it where it follows none. None for what the product ships.',
  })
  async changes(@Ctx() ctx: Context, @Parent() list: VarietyListType): Promise<VarietyListChangeType[]> {
    const [before, after] = await Promise.all([
      list.follows === null ? [] : this.editions.entriesOf(ctx, list.follows),
      this.editions.entriesOf(ctx, list.code),
    ]);
    return changesBetween(before, after).map((change) => Object.assign(new VarietyListChangeType(), change));
  }
}
