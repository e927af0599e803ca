import { CannotStart } from '../../infrastructure/config/cannot-start.js';
import { permissionsOf, type OrganisationKind } from '../../infrastructure/auth/permissions.js';
import type { Actor } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, UserId } from '../../kernel/ids.js';
import { CreateUser } from '../../modules/organisations/commands/create-user.js';
import { RegisterOrganisation } from '../../modules/organisations/commands/register-organisation.js';
import { DEMO_PASSWORD } from '../demo-sign-ins.js';
import { china } from '../plan/calendar.js';
import {
  ACCOUNTS,
  BASE_ACCOUNT,
  ORGANISATIONS,
  organisationOf,
  type AccountPlan,
  type OrganisationPlan,
} from '../plan/people.js';
import { done, type Deed, type Hand } from '../runner/deed.js';

const DAY = '2025-09-01'; // the first day of the season

/** The base office opens its first account, registers everybody, and everybody gets an account. */
export const peopleDeeds = (): Deed[] => [
  opened(BASE_ACCOUNT, '08:00'),
  ...ORGANISATIONS.map(registered),
  ...ACCOUNTS.map((account) => opened(account, '09:00')),
];

const registered = (plan: OrganisationPlan): Deed => ({
  at: china(DAY, '08:30'),
  as: 'base',
  needs: 'organisation:manage',
  name: `registerOrganisation ${plan.code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const made = await done(command(RegisterOrganisation).execute(ctx, { requestId, ...plan }));
    names.keep('organisation', plan.code, made.organisationId);
  },
});

const opened = (plan: AccountPlan, time: string): Deed => ({
  at: china(DAY, time),
  as: null,
  needs: null,
  name: `createUser ${plan.username}`,
  give: async (hand) => {
    const organisation = organisationOf(plan.username);
    const { userId, organisationId } = (await found(hand, plan)) ?? (await make(hand, plan, organisation));
    if (plan === BASE_ACCOUNT) hand.names.keep('organisation', organisation.code, organisationId);
    hand.actors.set(plan.username, actorOf(plan, organisation.kind, userId, organisationId));
  },
});

interface Account {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
}

function make({ ctx, command }: Hand, plan: AccountPlan, organisation: OrganisationPlan): Promise<Account> {
  const { username, displayName, roles } = plan;
  return done(
    command(CreateUser).execute(ctx, {
      username,
      displayName,
      roles,
      organisation,
      password: DEMO_PASSWORD,
      isDemo: true,
    }),
  );
}

/**
 * The account that an earlier load opened before it was cut short: opening an account has no request id.
 *
 * @throws CannotStart where somebody real has the name; the demo season does not belong in such a database
 */
async function found({ ctx, command }: Hand, { username }: AccountPlan): Promise<Account | null> {
  const [row] = await command(UnitOfWork).read(ctx, ({ manager }) =>
    manager.query<{ id: UserId; is_demo: boolean; organisation_ids: OrganisationId[] }[]>(
      `SELECT id, is_demo, organisation_ids FROM user_account WHERE username = $1`,
      [username],
    ),
  );
  if (!row) return null;
  const [organisationId] = row.organisation_ids;
  if (!row.is_demo || !organisationId)
    throw new CannotStart(
      `数据库中已有账号 ${username}，示范产季不能载入。请用空的数据库，或设置 DEMO=off。`,
      `The database already has an account ${username}, so the demo season cannot be loaded. Use an empty database, or set DEMO=off.`,
    );
  return { userId: row.id, organisationId };
}

const actorOf = (
  { roles }: AccountPlan,
  organisationKind: OrganisationKind,
  userId: UserId,
  organisationId: OrganisationId,
): Actor => ({
  userId,
  organisationId,
  organisationKind,
  organisationIds: [organisationId],
  permissions: permissionsOf(organisationKind, roles),
  via: 'system',
  sessionId: null,
  keyId: null,
});
