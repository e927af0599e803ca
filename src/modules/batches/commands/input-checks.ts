import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { GrowerId, OrganisationId, RegistrationId } from '../../../kernel/ids.js';
import type { BatchRefusal } from '../batch.refusals.js';

const TAKES_FRUIT: readonly OrganisationKind[] = ['PACKHOUSE', 'PROCESSOR', 'EXPORTER'];

/** Codes that an input names, by what they are codes of. */
export interface NamedCodes {
  readonly variety?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly brand?: string | null | undefined;
  /** A code wanted for a new batch: it must be free. Codes are unique in the whole base, so the answer is the same for all. */
  readonly batch?: string | null | undefined;
}

const CODE_TABLES = { variety: 'variety', market: 'market', brand: 'brand' } as const;

/** Looks up what inputs name, so that a wrong name is refused with its field instead of failing on a foreign key. */
@Injectable()
export class InputChecks {
  async consignee(tx: Tx, id: OrganisationId | null): Promise<BatchRefusal[]> {
    if (!id) return [];
    const [found] = await tx.manager.query<{ kind: OrganisationKind }[]>(
      `SELECT kind FROM organisation WHERE id = $1 AND closed_at IS NULL`,
      [id],
    );
    const takes = found !== undefined && TAKES_FRUIT.includes(found.kind) && id !== tx.actor?.organisationId;
    return takes ? [] : [{ code: 'CONSIGNEE_NOT_FOUND', values: {}, path: ['consignedToId'] }];
  }

  async grower(tx: Tx, id: GrowerId | null): Promise<BatchRefusal[]> {
    if (!id) return [];
    const found = await tx.manager.query<unknown[]>(
      `SELECT id FROM grower WHERE id = $1 AND organisation_id = $2 AND erased_at IS NULL`,
      [id, tx.actor?.organisationId],
    );
    return found.length > 0
      ? []
      : [{ code: 'GROWER_NOT_FOUND_FOR_ENTRY', values: {}, path: ['onBehalfOfId'] }];
  }

  async registration(tx: Tx, id: RegistrationId | null): Promise<BatchRefusal[]> {
    if (!id) return [];
    const found = await tx.manager.query<unknown[]>(
      `SELECT id FROM registration WHERE id = $1 AND kind = 'ORCHARD'`,
      [id],
    );
    return found.length > 0
      ? []
      : [{ code: 'REGISTRATION_NOT_FOUND_FOR_PACKING', values: {}, path: ['registrationId'] }];
  }

  async codes(tx: Tx, codes: NamedCodes): Promise<BatchRefusal[]> {
    const refusals: BatchRefusal[] = [];
    for (const what of Object.keys(CODE_TABLES) as (keyof typeof CODE_TABLES)[]) {
      const [code, table] = [codes[what], CODE_TABLES[what]];
      if (!code) continue;
      const found = await tx.manager.query<unknown[]>(`SELECT code FROM ${table} WHERE code = $1`, [code]);
      if (found.length === 0)
        refusals.push({ code: 'UNKNOWN_CODE', values: { what, code }, path: [`${what}Code`] });
    }
    if (codes.batch) refusals.push(...(await this.free(tx, [codes.batch])));
    return refusals;
  }

  /** Whether these batch codes are free. Asked through a function, since the codes of others are not to be read. */
  async free(tx: Tx, codes: readonly string[]): Promise<BatchRefusal[]> {
    if (codes.length === 0) return [];
    const taken = await tx.manager.query<{ code: string }[]>(`SELECT batch_codes_taken($1) AS code`, [codes]);
    const twice = codes.filter((code, i) => codes.indexOf(code) < i);
    return [...new Set([...taken.map((t) => t.code), ...twice])].map((code): BatchRefusal => ({
      code: 'CODE_TAKEN',
      values: { code },
      path: ['code'],
    }));
  }
}
