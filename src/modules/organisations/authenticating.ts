import type { Ctx } from '../../infrastructure/database/context.js';

/** The same request before there is an actor: it reaches accounts, passwords, sessions, keys and invitations. */
export const authenticating = (ctx: Ctx): Ctx => ({ ...ctx, actor: null, authority: 'authentication' });
