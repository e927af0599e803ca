import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { ApiKeyQueries } from './api-key.queries.js';
import {
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key.types.js';
import { CreateApiKey } from './commands/create-api-key.js';
import { RevokeApiKey } from './commands/revoke-api-key.js';

const CreateApiKeyResult = resultUnion('CreateApiKeyResult', () => CreateApiKeyPayload);
const RevokeApiKeyResult = resultUnion('RevokeApiKeyResult', () => RevokeApiKeyPayload);

@Resolver()
export class ApiKeyResolver {
  constructor(
    private readonly queries: ApiKeyQueries,
    private readonly create: CreateApiKey,
    private readonly revoke: RevokeApiKey,
  ) {}

  @Query(() => [ApiKeyType], {
    complexity: expectedRows(10),
    description: 'The keys of the own organisation, newest first, at most 100; those that ended too.',
  })
  @Requires('api-key:manage')
  apiKeys(@Ctx() ctx: Context): Promise<ApiKeyType[]> {
    return this.queries.list(ctx);
  }

  @Mutation(() => CreateApiKeyResult, {
    description:
      "Makes a key with which a program acts for the own organisation in the caller's name. Asking twice makes two.",
  })
  @Requires('api-key:manage')
  async createApiKey(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The key.' }) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload | Refused> {
    const result = await this.create.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const apiKey = await this.queries.present(ctx, result.value.apiKeyId);
    return Object.assign(new CreateApiKeyPayload(), { apiKey, secret: result.value.secret });
  }

  @Mutation(() => RevokeApiKeyResult, {
    description: 'Makes a key worthless, from the next request on.',
  })
  @Requires('api-key:manage')
  async revokeApiKey(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The key.' }) input: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload | Refused> {
    const result = await this.revoke.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const apiKey = await this.queries.present(ctx, result.value.apiKeyId);
    return Object.assign(new RevokeApiKeyPayload(), { apiKey });
  }
}
