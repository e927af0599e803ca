import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import { actorOf, type Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { OrganisationId } from '../../kernel/ids.js';
import { AccountQueries } from './account.queries.js';
import { ChangeRoles } from './commands/change-roles.js';
import { DisableAccount } from './commands/disable-account.js';
import { EndMembership } from './commands/end-membership.js';
import { LeaveOrganisation } from './commands/leave-organisation.js';
import { ResetPassword } from './commands/reset-password.js';
import { MemberQueries } from './member.queries.js';
import {
  ChangeRolesInput,
  ChangeRolesPayload,
  DisableAccountInput,
  DisableAccountPayload,
  EndMembershipInput,
  EndMembershipPayload,
  LeaveOrganisationInput,
  LeaveOrganisationPayload,
  MemberConnection,
  ResetPasswordInput,
  ResetPasswordPayload,
  type MemberPage,
} from './member.types.js';
import { OrganisationQueries } from './organisation.queries.js';

const LeaveOrganisationResult = resultUnion('LeaveOrganisationResult', () => LeaveOrganisationPayload);
const EndMembershipResult = resultUnion('EndMembershipResult', () => EndMembershipPayload);
const ChangeRolesResult = resultUnion('ChangeRolesResult', () => ChangeRolesPayload);
const ResetPasswordResult = resultUnion('ResetPasswordResult', () => ResetPasswordPayload);
const DisableAccountResult = resultUnion('DisableAccountResult', () => DisableAccountPayload);

/** The people of an organisation. */
@Resolver(() => MemberConnection)
export class MemberResolver {
  constructor(
    private readonly queries: MemberQueries,
    private readonly accounts: AccountQueries,
    private readonly organisations: OrganisationQueries,
    private readonly leave: LeaveOrganisation,
    private readonly end: EndMembership,
    private readonly roles: ChangeRoles,
    private readonly reset: ResetPassword,
    private readonly disable: DisableAccount,
  ) {}

  @Query(() => MemberConnection, {
    description:
      'The people of the own organisation, or of any for the base office; the longest there first. Of another organisation there are none to be seen.',
  })
  @Requires('member:read')
  async members(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @Args(
      'organisationId',
      { type: () => ID, nullable: true, description: "The caller's own if left out." },
      IdPipe,
    )
    asked?: OrganisationId | null,
  ): Promise<MemberPage> {
    const organisationId = asked ?? actorOf(ctx).organisationId;
    return { ...(await this.queries.page(ctx, organisationId, page)), organisationId };
  }

  @ResolveField(() => Int, { description: 'How many members there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: MemberPage): Promise<number> {
    return this.queries.count(ctx, page.organisationId);
  }

  @Mutation(() => LeaveOrganisationResult, {
    description:
      'Ends the own membership of the organisation acted for. Its last administrator cannot leave.',
  })
  @Requires('account:change')
  async leaveOrganisation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Leaving.' }) { requestId }: LeaveOrganisationInput,
  ): Promise<LeaveOrganisationPayload | Refused> {
    const result = await this.leave.execute(ctx, { requestId });
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.organisations.present(ctx, result.value.organisationId);
    return Object.assign(new LeaveOrganisationPayload(), { organisation });
  }

  @Mutation(() => EndMembershipResult, {
    description: 'Lets a member go: what the person may do ends with the next request, keys included.',
  })
  @Requires('member:manage')
  async endMembership(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The membership.' }) input: EndMembershipInput,
  ): Promise<EndMembershipPayload | Refused> {
    const result = await this.end.execute(ctx, input);
    return result.ok ? Object.assign(new EndMembershipPayload(), result.value) : refused(ctx, result.error);
  }

  @Mutation(() => ChangeRolesResult, {
    description: 'Gives a member other roles, from the next request on.',
  })
  @Requires('member:manage')
  async changeRoles(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The membership and its roles.' }) input: ChangeRolesInput,
  ): Promise<ChangeRolesPayload | Refused> {
    const result = await this.roles.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    return Object.assign(new ChangeRolesPayload(), { member: await this.queries.find(ctx, result.value) });
  }

  @Mutation(() => ResetPasswordResult, {
    description:
      'Replaces a forgotten password by a temporary one and ends the sessions of the account. For people of several organisations only the base office may.',
  })
  @Requires('member:manage')
  async resetPassword(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The person.' }) input: ResetPasswordInput,
  ): Promise<ResetPasswordPayload | Refused> {
    const result = await this.reset.execute(ctx, input);
    return result.ok ? Object.assign(new ResetPasswordPayload(), result.value) : refused(ctx, result.error);
  }

  @Mutation(() => DisableAccountResult, {
    description:
      'Shuts an account in all organisations at once, sessions and keys included, or opens it again.',
  })
  @Requires('account:disable')
  async disableAccount(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The account.' }) input: DisableAccountInput,
  ): Promise<DisableAccountPayload | Refused> {
    const result = await this.disable.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const user = await this.accounts.person(ctx, result.value.userId);
    return Object.assign(new DisableAccountPayload(), { user });
  }
}
