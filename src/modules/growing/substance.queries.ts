import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { Ban } from './domain/banned-use.js';

/**
 * What growing needs to know of active ingredients, in the form it needs: by any name a label prints, and bans of all
 * days at once, because the sprays of a year are looked at together. These are reference facts that everybody reads.
 */
@Injectable()
export class SubstanceQueries {
  /** Codes for what a label or a person calls substances; a name nobody has a code for stays as it was given. */
  async codesOf(reading: Reading, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const rows = await reading.manager.query<{ name: string; code: string | null }[]>(
      `SELECT asked.name, min(s.code) AS code FROM unnest($1::text[]) AS asked (name)
         LEFT JOIN substance s ON lower(asked.name) IN (s.code, lower(s.name_zh), lower(s.name_en))
       GROUP BY asked.name`,
      [names],
    );
    const codes = new Map(rows.map(({ name, code }) => [name, code ?? name]));
    return [...new Set(names.map((name) => codes.get(name) ?? name))];
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
