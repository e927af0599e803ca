import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { OrganisationId } from '../../kernel/ids.js';
import { CloseOrganisation } from './commands/close-organisation.js';
import { RegisterOrganisation } from './commands/register-organisation.js';
import { RenameOrganisation } from './commands/rename-organisation.js';
import { OrganisationQueries } from './organisation.queries.js';
import {
  CloseOrganisationInput,
  CloseOrganisationPayload,
  OrganisationConnection,
  OrganisationFilterInput,
  OrganisationType,
  RegisterOrganisationInputType,
  RegisterOrganisationPayload,
  RenameOrganisationInput,
  RenameOrganisationPayload,
  type OrganisationPage,
} from './organisation.types.js';

const RegisterOrganisationResult = resultUnion(
  'RegisterOrganisationResult',
  () => RegisterOrganisationPayload,
);
const RenameOrganisationResult = resultUnion('RenameOrganisationResult', () => RenameOrganisationPayload);
const CloseOrganisationResult = resultUnion('CloseOrganisationResult', () => CloseOrganisationPayload);

@Resolver(() => OrganisationConnection)
export class OrganisationResolver {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly register: RegisterOrganisation,
    private readonly rename: RenameOrganisation,
    private readonly close: CloseOrganisation,
  ) {}

  @Query(() => OrganisationConnection, { description: 'The parties of the base, by code.' })
  @Requires('organisation:read')
  async organisations(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => OrganisationFilterInput, 'Which of them; all that are open, if left out.')
    asked?: OrganisationFilterInput | null,
  ): Promise<OrganisationPage> {
    const filter = asked ?? {};
    return { ...(await this.queries.page(ctx, page, filter)), filter };
  }

  @ResolveField(() => Int, { description: 'How many organisations there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: OrganisationPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }

  @Query(() => OrganisationType, {
    nullable: true,
    description: 'One organisation, by id or by code; absent where there is none.',
  })
  @Requires('organisation:read')
  async organisation(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, nullable: true, description: 'Its id.' }, IdPipe)
    id?: OrganisationId | null,
    @Args('code', { type: () => String, nullable: true, description: 'Its code.' }) code?: string | null,
  ): Promise<OrganisationType | null> {
    if (id) return this.queries.load(ctx, id);
    return code ? this.queries.byCode(ctx, code) : null;
  }

  @Mutation(() => RegisterOrganisationResult, {
    description: 'Enters an organisation in the register. Invite its first administrator next.',
  })
  @Requires('organisation:manage')
  async registerOrganisation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The organisation.' }) input: RegisterOrganisationInputType,
  ): Promise<RegisterOrganisationPayload | Refused> {
    const { countyCode = null, townCode = null, gln = null, ...rest } = input;
    const result = await this.register.execute(ctx, { ...rest, countyCode, townCode, gln });
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.queries.present(ctx, result.value.organisationId);
    return Object.assign(new RegisterOrganisationPayload(), { organisation });
  }

  @Mutation(() => RenameOrganisationResult, {
    description: 'Changes the names of an organisation; its code stays.',
  })
  @Requires('organisation:manage')
  async renameOrganisation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The organisation and its new names.' }) input: RenameOrganisationInput,
  ): Promise<RenameOrganisationPayload | Refused> {
    const result = await this.rename.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.queries.present(ctx, result.value.organisationId);
    return Object.assign(new RenameOrganisationPayload(), { organisation });
  }

  @Mutation(() => CloseOrganisationResult, {
    description:
      'Closes an organisation for good: nobody acts for it any more, its invitations and keys are void. What it did stays on record.',
  })
  @Requires('organisation:manage')
  async closeOrganisation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The organisation.' }) input: CloseOrganisationInput,
  ): Promise<CloseOrganisationPayload | Refused> {
    const result = await this.close.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.queries.present(ctx, result.value.organisationId);
    return Object.assign(new CloseOrganisationPayload(), { organisation });
  }
}
