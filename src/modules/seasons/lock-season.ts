import type { Tx } from '../../infrastructure/database/context.js';
import type { Season as Code } from '../../kernel/local-date.js';
import { Season } from './season.entity.js';

/** The letters "SEAS". */
const SEASONS = 0x53454153;

/** A season while something is planned in it: it is not closed meanwhile. */
export async function seasonToPlanIn(tx: Tx, code: Code): Promise<Season | null> {
  await tx.manager.query('SELECT pg_advisory_xact_lock_shared($1)', [SEASONS]);
  return tx.manager.findOneBy(Season, { code });
}

/** One change of a season at a time; most seasons have no row that could be locked. */
export async function lockSeason(tx: Tx, code: Code): Promise<Season | null> {
  await tx.manager.query('SELECT pg_advisory_xact_lock($1)', [SEASONS]);
  return tx.manager.findOneBy(Season, { code });
}
