import { Inject } from '@nestjs/common';
import { Args, Context as GraphQL, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Public, Requires } from '../../infrastructure/auth/access.js';
import { DEMO_SIGN_IN } from '../../infrastructure/auth/demo-sign-in.js';
import { actorOf, type Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { SessionId } from '../../kernel/ids.js';
import { AccountQueries } from './account.queries.js';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  MeType,
  RevokeSessionInput,
  RevokeSessionPayload,
  SessionType,
  SignInInput,
  SignInPayload,
  SignOutInput,
  SignOutPayload,
} from './account.types.js';
import { ChangePassword } from './commands/change-password.js';
import { RevokeSession } from './commands/revoke-session.js';
import { SignIn } from './commands/sign-in.js';
import { meOf } from './me.js';
import { OrganisationQueries } from './organisation.queries.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';

const SignInResult = resultUnion('SignInResult', () => SignInPayload);
const SignOutResult = resultUnion('SignOutResult', () => SignOutPayload);
const ChangePasswordResult = resultUnion('ChangePasswordResult', () => ChangePasswordPayload);
const RevokeSessionResult = resultUnion('RevokeSessionResult', () => RevokeSessionPayload);

/** What somebody does with the own account. */
@Resolver()
export class AccountResolver {
  constructor(
    private readonly queries: AccountQueries,
    private readonly organisations: OrganisationQueries,
    private readonly open: SignIn,
    private readonly end: RevokeSession,
    private readonly change: ChangePassword,
    @Inject(DEMO_SIGN_IN) private readonly allowDemo: boolean,
  ) {}

  @Query(() => MeType, { description: 'Who is signed in, for whom, and what that allows.' })
  @Requires('account:read')
  me(@Ctx() ctx: Context): Promise<MeType> {
    return meOf(ctx, this.queries, this.organisations);
  }

  @Query(() => [SessionType], {
    complexity: expectedRows(10),
    description: 'Where the account is signed in at present, at most 100; the session used last first.',
  })
  @Requires('session:read')
  async mySessions(@Ctx() ctx: Context): Promise<SessionType[]> {
    const { sessionId } = actorOf(ctx);
    return (await this.queries.sessions(ctx)).map((row) => ({ ...row, isCurrent: row.id === sessionId }));
  }

  @Mutation(() => SignInResult, { description: 'Opens a session of twelve hours.' })
  @Public('nobody is signed in yet')
  async signIn(
    @Ctx() ctx: Context,
    @GraphQL() http: GraphQLContext,
    @Args('input', { description: 'Who signs in.' }) input: SignInInput,
  ): Promise<SignInPayload | Refused> {
    const result = await this.open.execute(ctx, input, {
      allowDemo: this.allowDemo,
      address: http.req.ip,
    });
    if (!result.ok) return refused(ctx, result.error);
    const { token, expiresAt } = result.value;
    if (input.useCookie) setSessionCookie(http, token, expiresAt);
    return Object.assign(new SignInPayload(), result.value, { token: input.useCookie ? null : token });
  }

  @Mutation(() => SignOutResult, {
    description: 'Ends the session of this request, and forgets the cookie.',
  })
  @Requires('account:secure')
  async signOut(
    @Ctx() ctx: Context,
    @GraphQL() http: GraphQLContext,
    @Args('input', { description: 'Signing out.' }) { requestId }: SignOutInput,
  ): Promise<SignOutPayload | Refused> {
    // A key has no session and no permission to come here.
    const sessionId = actorOf(ctx).sessionId as SessionId;
    const result = await this.end.execute(ctx, { requestId, sessionId });
    clearSessionCookie(http);
    return result.ok ? Object.assign(new SignOutPayload(), result.value) : refused(ctx, result.error);
  }

  @Mutation(() => ChangePasswordResult, {
    description: "Changes the caller's own password and ends the other sessions of the account.",
  })
  @Requires('account:secure')
  async changePassword(
    @Ctx() ctx: Context,
    @GraphQL() http: GraphQLContext,
    @Args('input', { description: 'The present password and the new one.' }) input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload | Refused> {
    const result = await this.change.execute(ctx, input, http.req.ip);
    if (!result.ok) return refused(ctx, result.error);
    return Object.assign(new ChangePasswordPayload(), { user: (await this.queries.me(ctx)).user });
  }

  @Mutation(() => RevokeSessionResult, {
    description: 'Ends a session of the own account that was left open elsewhere.',
  })
  @Requires('account:change')
  async revokeSession(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The session.' }) input: RevokeSessionInput,
  ): Promise<RevokeSessionPayload | Refused> {
    const result = await this.end.execute(ctx, input);
    return result.ok ? Object.assign(new RevokeSessionPayload(), result.value) : refused(ctx, result.error);
  }
}
