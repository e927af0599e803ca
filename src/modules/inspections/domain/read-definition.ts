import { err, ok, type Result } from '../../../kernel/result.js';
import {
  isSameWording,
  type ResidueDefinition,
  type ResidueDefinitionKind,
} from '../../standards/domain/residue-definition.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import type { NamedSubstance } from './read-figures.js';

/** What a report says was counted; both absent: it does not say. */
export interface ToldDefinition {
  readonly residueDefinitionKind?: ResidueDefinitionKind | null | undefined;
  readonly residueDefinition?: string | null | undefined;
}

/**
 * What a report says was counted, as it is kept: empty where it does not say. A wording is one by which limits held
 * here define the residue of the substance, kept as those write it, so that it can be compared and no free text stands
 * in a verdict; of any other only the kind is said.
 *
 * @param known how limits word what they count
 * @returns the definition as it is kept, or RESIDUE_DEFINITION_UNKNOWN, RESIDUE_DEFINITION_KIND
 * @see docs/adr/0028-residue-definitions.md
 */
export function readDefinition(
  of: NamedSubstance,
  told: ToldDefinition,
  known: readonly ({ readonly substance: string } & ResidueDefinition)[],
  path: readonly string[],
): Result<ResidueDefinition, InspectionRefusal[]> {
  const kind = told.residueDefinitionKind ?? null;
  const wording = told.residueDefinition?.trim() || null;
  if (wording === null) return ok(kind === null ? {} : { residueDefinitionKind: kind });
  const same = known.filter(
    (each) => each.substance === of.substance && isSameWording(each.residueDefinition, wording),
  );
  const [first] = same;
  if (!first) {
    const values = { ...of, definition: wording };
    return err([{ code: 'RESIDUE_DEFINITION_UNKNOWN', values, path: [...path, 'residueDefinition'] }]);
  }
  const kinds = [...new Set(same.flatMap((each) => each.residueDefinitionKind ?? []))];
  if (contradicts(kind, kinds)) {
    const values = { ...of, kind, expected: kinds.join(', ') };
    return err([{ code: 'RESIDUE_DEFINITION_KIND', values, path: [...path, 'residueDefinitionKind'] }]);
  }
  return ok({ ...placed(kind, kinds), residueDefinition: first.residueDefinition ?? wording });
}

const contradicts = (
  kind: ResidueDefinitionKind | null,
  kinds: readonly ResidueDefinitionKind[],
): kind is ResidueDefinitionKind => kind !== null && kinds.length > 0 && !kinds.includes(kind);

/** Of a wording that one table places so and another otherwise, nothing is guessed. */
function placed(
  told: ResidueDefinitionKind | null,
  kinds: readonly ResidueDefinitionKind[],
): Pick<ResidueDefinition, 'residueDefinitionKind'> {
  const kind = told ?? (kinds.length === 1 ? kinds[0] : undefined);
  return kind ? { residueDefinitionKind: kind } : {};
}
