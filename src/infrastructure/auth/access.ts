import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.js';

export const ACCESS = 'chengyuan:access';

/** What a root field or an HTTP route asks of its caller. */
export type Access = { kind: 'requires'; permission: Permission } | { kind: 'public'; why: string };

/** Only for somebody with this permission. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'requires', permission } satisfies Access);

/** For anybody at all; the reason is read by reviewers and by the contract test. */
export const Public = (why: string): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'public', why } satisfies Access);
