import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import type { OrganisationId } from '../../kernel/ids.js';
import type { AccountQueries } from './account.queries.js';
import type { MeType } from './account.types.js';
import type { Organisation } from './organisation.entity.js';
import type { OrganisationQueries } from './organisation.queries.js';

/** The account as read, with the organisations it belongs to. */
export async function meOf(
  ctx: Ctx,
  accounts: AccountQueries,
  organisations: OrganisationQueries,
): Promise<MeType> {
  const actor = actorOf(ctx);
  const { user, mustChangePassword, memberships } = await accounts.me(ctx);
  const byId = await organisations.byIds(ctx, [
    actor.organisationId,
    ...memberships.map(({ organisationId }) => organisationId),
  ]);
  return {
    user,
    mustChangePassword,
    organisation: presentIn(byId, actor.organisationId),
    memberships: memberships.map((membership) => ({
      ...membership,
      organisation: presentIn(byId, membership.organisationId),
    })),
    permissions: [...actor.permissions].sort(),
    credential: actor.via === 'api-key' ? 'API_KEY' : 'SESSION',
  };
}

function presentIn(byId: ReadonlyMap<OrganisationId, Organisation>, id: OrganisationId): Organisation {
  const organisation = byId.get(id);
  if (!organisation) throw new Error(`organisation ${id} is gone`);
  return organisation;
}
