import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { Declaration } from '../domain/declaration.js';
import type { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';

/** Says what a lot is declared as: nobody types what the members already tell. */
@Injectable()
export class DeclarationReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** A declaration is made for one lot alone, whoever ships it; that of a lot that was cancelled is free again. */
  async refuseUsed(tx: Tx, lot: Lot, told: string | null | undefined): Promise<LotRefusal[]> {
    const number = told?.trim() ?? '';
    if (number === '') return [];
    const uses = await this.uow.elevated(tx, 'system', async ({ manager }) => {
      // Two lots that name it at once wait for each other.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`DECLARATION ${number}`]);
      return manager.query<unknown[]>(USES, [number, lot.id]);
    });
    return uses.length === 0
      ? []
      : [{ code: 'DECLARATION_OF_OTHER_LOT', values: { number }, path: ['declarationNumber'] }];
  }

  async declare(tx: Tx, lot: Lot, number: string): Promise<Declaration> {
    // As for the judgement: a registration counts, also where no grant has shown it to the exporter yet.
    const [members] = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<MembersDeclared[]>(MEMBERS, [lot.id]),
    );
    if (!members) throw new Error('a statement of lists answers with one row');
    return {
      number: number.trim(),
      varietyCodes: [...lot.varietyCodes].sort(),
      cartonCount: lot.cartonCount,
      ...members,
    };
  }
}

type MembersDeclared = Required<
  Pick<Declaration, 'registrationNumbers' | 'customsDistrictCodes' | 'originCustomsDistrictCodes'>
>;

/** By the index lot_transition_declaration. */
const USES = `
  SELECT FROM lot_transition t JOIN lot l ON l.id = t.lot_id
  WHERE t.to_state = 'DECLARED' AND t.facts #>> '{declaration,number}' = $1 AND t.lot_id <> $2 AND l.state <> 'CANCELLED'
  LIMIT 1`;

/**
 * Orchard registrations printed on the cartons, and the packhouses' valid on the day they packed; the customs of packhouses
 * and plots.
 */
const MEMBERS = `
  SELECT ARRAY(
      SELECT DISTINCT g.number FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
        JOIN registration g ON g.id = b.registration_id
          OR (g.kind = 'PACKHOUSE' AND g.organisation_id = r.organisation_id
              AND g.valid_from <= b.made_on AND (g.valid_to IS NULL OR g.valid_to >= b.made_on)
              AND (g.withdrawn_on IS NULL OR g.withdrawn_on > b.made_on))
      WHERE m.lot_id = $1 ORDER BY g.number) AS "registrationNumbers",
    ARRAY(
      SELECT d.code FROM customs_district d WHERE EXISTS (
        SELECT FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
          JOIN organisation g ON g.id = r.organisation_id
        WHERE m.lot_id = $1 AND g.county_code = ANY (d.county_codes)) ORDER BY d.code) AS "customsDistrictCodes",
    ARRAY(
      SELECT d.code FROM customs_district d WHERE EXISTS (
        SELECT FROM lot_member_origin o WHERE o.lot_id = $1 AND o.county_code = ANY (d.county_codes)) ORDER BY d.code)
      AS "originCustomsDistrictCodes"`;
