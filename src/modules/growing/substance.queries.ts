import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import { calledIn, keptOf } from '../standards/substance-name.queries.js';
import { knownSubstances, type CalledSubstance, type KnownSubstances } from './domain/known-substances.js';
import type { Ban } from './domain/banned-use.js';

/**
 * What growing needs to know of active ingredients, in the form it needs: by any name a label prints, and bans of all
 * days at once, because the sprays of a year are looked at together. These are reference facts that everybody reads.
 */
@Injectable()
export class SubstanceQueries {
  /** What is known of ingredients by what a label or a person calls them. */
  async known(reading: Reading, names: readonly string[]): Promise<KnownSubstances> {
    return named(reading, names, calledIn('SELECT unnest($1::text[])'));
  }

  /**
   * What is recorded of ingredients as a label or a person calls them: codes, and as they were told names that nobody has a code
   * for, or that may be taken back.
   */
  async kept(reading: Reading, names: readonly string[]): Promise<string[]> {
    return [...(await named(reading, names, keptOf('SELECT unnest($1::text[])'))).substances];
  }

  /** Every ban of any of these substances, whenever it holds. */
  async bansOf(reading: Reading, substances: readonly string[]): Promise<Ban[]> {
    if (substances.length === 0) return [];
    return reading.manager.query(
      `SELECT act, substance, substance_zh AS "substanceZh", substance_en AS "substanceEn", scope,
              banned_from AS "bannedFrom", valid_to AS "validTo", confidence
         FROM banned_substance WHERE substance = ANY ($1) ORDER BY banned_from NULLS LAST, act, substance`,
      [[...new Set(substances)]],
    );
  }
}

async function named(
  { manager }: Reading,
  names: readonly string[],
  called: string,
): Promise<KnownSubstances> {
  if (names.length === 0) return { substances: [], unlisted: [] };
  return knownSubstances(names, await manager.query<CalledSubstance[]>(called, [[...names]]));
}
