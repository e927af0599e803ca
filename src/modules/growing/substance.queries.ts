import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import { calledIn } from '../standards/substance-name.queries.js';
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
    if (names.length === 0) return { substances: [], unlisted: [] };
    const called = await reading.manager.query<CalledSubstance[]>(calledIn('SELECT unnest($1::text[])'), [
      [...names],
    ]);
    return knownSubstances(names, called);
  }

  /** Codes for what a label or a person calls substances; a name nobody has a code for stays as it was given. */
  async codesOf(reading: Reading, names: readonly string[]): Promise<string[]> {
    return [...(await this.known(reading, names)).substances];
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
