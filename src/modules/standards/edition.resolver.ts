import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { seasonFrom } from '../../graphql/season-field.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { DraftStandardVersion, type Drafted } from './commands/draft-standard-version.js';
import { OpenMarketPack } from './commands/open-market-pack.js';
import { PublishStandardVersion } from './commands/publish-standard-version.js';
import { gapsOf } from './domain/edition-publication.js';
import { asEntry, EditionQueries } from './edition.queries.js';
import {
  DraftStandardVersionInput,
  OpenMarketPackInput,
  PublishStandardVersionInput,
} from './edition.inputs.js';
import {
  EditionEntryType,
  EditionPayload,
  gapOf,
  MarketPackEditionConnection,
  MarketPackEditionType,
  MarketPackGapType,
  MarketPackPageArgs,
} from './edition.types.js';
import { StandardVersionType } from './standard.types.js';

const DraftStandardVersionResult = resultUnion('DraftStandardVersionResult', () => EditionPayload);
const OpenMarketPackResult = resultUnion('OpenMarketPackResult', () => EditionPayload);
const PublishStandardVersionResult = resultUnion('PublishStandardVersionResult', () => EditionPayload);

@Resolver(() => StandardVersionType)
export class EditionResolver {
  constructor(
    private readonly queries: EditionQueries,
    private readonly draft: DraftStandardVersion,
    private readonly open: OpenMarketPack,
    private readonly publish: PublishStandardVersion,
  ) {}

  @ResolveField(() => [EditionEntryType], {
    complexity: expectedRows(10),
    description:
      'What the base office entered; none for what the product ships, and none of a draft elsewhere.',
  })
  async entries(@Ctx() ctx: Context, @Parent() version: StandardVersionType): Promise<EditionEntryType[]> {
    return (await this.queries.entriesOf(ctx, version.code)).map((view) => EditionEntryType.of(view));
  }

  @Mutation(() => DraftStandardVersionResult, {
    description: 'Begins a new edition of a standard, empty or from a published one.',
  })
  @Requires('reference:manage')
  async draftStandardVersion(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The edition.' }) input: DraftStandardVersionInput,
  ): Promise<EditionPayload | Refused> {
    return this.answer(ctx, await this.draft.execute(ctx, input.toCommand()));
  }

  @Mutation(() => OpenMarketPackResult, {
    description: 'Begins the market pack of a season, or a correction.',
  })
  @Requires('reference:manage')
  async openMarketPack(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Market, season, and what it starts from.' }) input: OpenMarketPackInput,
  ): Promise<EditionPayload | Refused> {
    return this.answer(ctx, await this.open.execute(ctx, input.toCommand()));
  }

  @Mutation(() => PublishStandardVersionResult, {
    description:
      'Publishes a draft, market packs included. Another person does it than drafted it; a pack with gaps is published with them.',
  })
  @Requires('reference:manage')
  async publishStandardVersion(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The draft.' }) input: PublishStandardVersionInput,
  ): Promise<EditionPayload | Refused> {
    return this.answer(ctx, await this.publish.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<Drafted, AnyRefusal[]>,
  ): Promise<EditionPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const version = await this.queries.version(ctx, result.value.versionCode);
    if (!version) throw new Error(`edition ${result.value.versionCode} is gone`);
    return Object.assign(new EditionPayload(), { version: StandardVersionType.of(version) });
  }
}

@Resolver(() => MarketPackEditionType)
export class MarketPackEditionResolver {
  constructor(private readonly queries: EditionQueries) {}

  @Query(() => MarketPackEditionType, {
    nullable: true,
    description:
      'The latest pack of a market for a season, a draft before what is published; drafts are for the base office.',
  })
  @Requires('reference:read')
  async marketPack(
    @Ctx() ctx: Context,
    @Args('marketCode', { type: () => String, description: 'The market.' }) marketCode: string,
    @Args('season', { type: () => String, description: 'The season, as 2025/26.' }) season: string,
    @Args('versionCode', { type: () => String, nullable: true, description: 'One of its editions.' })
    versionCode?: string | null,
  ): Promise<MarketPackEditionType | null> {
    const pack = await this.queries.pack(ctx, marketCode, seasonFrom(season), versionCode ?? null);
    return pack && MarketPackEditionType.of(pack);
  }

  @Query(() => MarketPackEditionConnection, { description: 'Market packs, the latest drafted first.' })
  @Requires('reference:read')
  async marketPacks(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: MarketPackPageArgs,
  ): Promise<MarketPackEditionConnection> {
    const page = await this.queries.packs(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: MarketPackEditionType.of(node) }));
    return { ...page, edges, filter: filter ?? {} };
  }

  @ResolveField(() => [EditionEntryType], {
    complexity: expectedRows(30),
    description: 'Its rows: rules, limits, periods and questions.',
  })
  async entries(@Ctx() ctx: Context, @Parent() pack: MarketPackEditionType): Promise<EditionEntryType[]> {
    return (await this.queries.entriesOf(ctx, pack.versionCode)).map((view) => EditionEntryType.of(view));
  }

  @ResolveField(() => [MarketPackGapType], {
    complexity: expectedRows(10),
    description: 'What is not confirmed, by whom and by when; of a published pack as it was published.',
  })
  async missing(
    @Ctx() ctx: Context,
    @Parent() { view }: MarketPackEditionType,
  ): Promise<MarketPackGapType[]> {
    if (view.missing) return view.missing.map(gapOf);
    const entries = await this.queries.entriesOf(ctx, view.versionCode);
    return gapsOf(view, entries.map(asEntry)).map((gap) => gapOf(gap as MarketPackGapType));
  }

  @ResolveField(() => [MarketPackGapType], {
    complexity: expectedRows(5),
    description: 'Those of them whose day has passed.',
  })
  async overdue(@Ctx() ctx: Context, @Parent() pack: MarketPackEditionType): Promise<MarketPackGapType[]> {
    const missing = await this.missing(ctx, pack);
    return missing.filter(({ dueOn }) => dueOn !== null && dueOn !== undefined && dueOn < pack.view.today);
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => MarketPackEditionConnection)
export class MarketPackEditionConnectionResolver {
  constructor(private readonly queries: EditionQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: MarketPackEditionConnection): Promise<number> {
    return this.queries.countPacks(ctx, filter);
  }
}
