import type { Reading } from '../../infrastructure/database/context.js';
import type { ResidueDefinitionKind } from './domain/residue-definition.js';

/** A wording by which some limit held here defines the residue of a substance. */
export interface KnownDefinition {
  readonly substance: string;
  readonly residueDefinition: string;
  readonly residueDefinitionKind: ResidueDefinitionKind | null;
  readonly marketCodes: readonly string[];
}

/** The definitions that limits of these substances are worded by, shipped and of published packs, whatever their days. */
export const knownDefinitions = (
  { manager }: Reading,
  substances: readonly string[],
): Promise<KnownDefinition[]> =>
  manager.query<KnownDefinition[]>(
    `SELECT l.substance, l.residue_definition AS "residueDefinition", l.residue_definition_kind AS "residueDefinitionKind",
       array_agg(DISTINCT l.market_code ORDER BY l.market_code) AS "marketCodes"
     FROM residue_limit l WHERE l.substance = ANY ($1::text[]) AND l.residue_definition IS NOT NULL
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [substances],
  );
