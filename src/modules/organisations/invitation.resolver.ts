import { Args, Context as GraphQL, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Public, Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { InvitationId } from '../../kernel/ids.js';
import { authenticating } from './authenticating.js';
import { AcceptInvitation } from './commands/accept-invitation.js';
import { InviteMember } from './commands/invite-member.js';
import { JoinOrganisation } from './commands/join-organisation.js';
import { RevokeInvitation } from './commands/revoke-invitation.js';
import { MemberQueries, type InvitationRow } from './member.queries.js';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  InvitationType,
  InviteMemberInput,
  InviteMemberPayload,
  JoinOrganisationInput,
  JoinOrganisationPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
} from './member.types.js';
import { OrganisationQueries } from './organisation.queries.js';

const InviteMemberResult = resultUnion('InviteMemberResult', () => InviteMemberPayload);
const RevokeInvitationResult = resultUnion('RevokeInvitationResult', () => RevokeInvitationPayload);
const AcceptInvitationResult = resultUnion('AcceptInvitationResult', () => AcceptInvitationPayload);
const JoinOrganisationResult = resultUnion('JoinOrganisationResult', () => JoinOrganisationPayload);

/** How people come in. */
@Resolver()
export class InvitationResolver {
  constructor(
    private readonly queries: MemberQueries,
    private readonly organisations: OrganisationQueries,
    private readonly invite: InviteMember,
    private readonly revoke: RevokeInvitation,
    private readonly accept: AcceptInvitation,
    private readonly join: JoinOrganisation,
  ) {}

  @Query(() => [InvitationType], {
    complexity: expectedRows(10),
    description: 'Invitations of the own organisation that can still be accepted, newest first, at most 100.',
  })
  @Requires('member:manage')
  invitations(@Ctx() ctx: Context): Promise<InvitationType[]> {
    return this.queries.invitations(ctx);
  }

  @Mutation(() => InviteMemberResult, {
    description: 'Invites somebody to an organisation. The invitation works once, within seven days.',
  })
  @Requires('member:manage')
  async inviteMember(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Whom, and as what.' }) input: InviteMemberInput,
  ): Promise<InviteMemberPayload | Refused> {
    const { requestId, organisationId = null, displayName, roles } = input;
    const result = await this.invite.execute(ctx, { requestId, organisationId, displayName, roles });
    if (!result.ok) return refused(ctx, result.error);
    const invitation = await this.present(ctx, result.value.invitationId);
    return Object.assign(new InviteMemberPayload(), { invitation, token: result.value.token });
  }

  @Mutation(() => RevokeInvitationResult, { description: 'Withdraws an invitation nobody has accepted.' })
  @Requires('member:manage')
  async revokeInvitation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The invitation.' }) input: RevokeInvitationInput,
  ): Promise<RevokeInvitationPayload | Refused> {
    const result = await this.revoke.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const invitation = await this.present(ctx, result.value.invitationId);
    return Object.assign(new RevokeInvitationPayload(), { invitation });
  }

  @Mutation(() => AcceptInvitationResult, {
    description:
      'Makes an account for the person who holds an invitation. Sent again with the same username and password it answers as before.',
  })
  @Public('who accepts an invitation has no account yet')
  async acceptInvitation(
    @Ctx() ctx: Context,
    @GraphQL() http: GraphQLContext,
    @Args('input', { description: 'The invitation and the account.' }) input: AcceptInvitationInput,
  ): Promise<AcceptInvitationPayload | Refused> {
    const result = await this.accept.execute(ctx, input, http.req.ip);
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.organisations.present(authenticating(ctx), result.value.organisationId);
    return Object.assign(new AcceptInvitationPayload(), { organisation });
  }

  @Mutation(() => JoinOrganisationResult, {
    description: 'Accepts an invitation with the account that is signed in.',
  })
  @Requires('account:change')
  async joinOrganisation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The invitation.' }) input: JoinOrganisationInput,
  ): Promise<JoinOrganisationPayload | Refused> {
    const result = await this.join.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const organisation = await this.organisations.present(ctx, result.value.organisationId);
    return Object.assign(new JoinOrganisationPayload(), { organisation });
  }

  private async present(ctx: Context, id: InvitationId): Promise<InvitationRow> {
    const invitation = await this.queries.invitation(ctx, id);
    if (!invitation) throw new Error(`invitation ${id} is gone`);
    return invitation;
  }
}
