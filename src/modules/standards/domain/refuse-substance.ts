import type { SubstanceRefusal } from '../substance.refusals.js';
import { substanceKey } from './substance-name.js';

/** What the base office read of a substance. */
export interface SubstanceTold {
  /** Of a new substance, or of a known one that has other names too. */
  readonly code: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly otherNames: readonly string[];
}

/** What is known of it before. */
export interface SubstanceKnown {
  /** Whether there is a substance with this code. */
  readonly exists: boolean;
  /** By key (`substanceKey`), the substance that a name told stands for. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Why something read of a substance cannot be kept; every reason. A new substance has a name in both languages; of a known one
 * only other names are told, because its own are those that limits and bans print. No name stands for two substances.
 */
export function refuseSubstance(told: SubstanceTold, known: SubstanceKnown): SubstanceRefusal[] {
  const { code, nameZh, nameEn, otherNames } = told;
  const refusals: SubstanceRefusal[] = [];
  if (known.exists) {
    if (nameZh !== null || nameEn !== null) refusals.push({ code: 'SUBSTANCE_NAMED', values: { code } });
    if (otherNames.length === 0)
      refusals.push({ code: 'SUBSTANCE_SAYS_NOTHING', values: { code }, path: ['otherNames'] });
  } else if (nameZh === null || nameEn === null) {
    refusals.push({ code: 'SUBSTANCE_WITHOUT_NAME', values: { code } });
  }
  return [...refusals, ...namesTaken(told, known)];
}

function namesTaken(told: SubstanceTold, { names }: SubstanceKnown): SubstanceRefusal[] {
  const { code, nameZh, nameEn, otherNames } = told;
  const all = [
    { name: code, path: ['code'] },
    ...(nameZh === null ? [] : [{ name: nameZh, path: ['nameZh'] }]),
    ...(nameEn === null ? [] : [{ name: nameEn, path: ['nameEn'] }]),
    ...otherNames.map((name, i) => ({ name, path: ['otherNames', String(i)] })),
  ];
  return all.flatMap(({ name, path }) => {
    const substance = names.get(substanceKey(name));
    return substance === undefined || substance === code
      ? []
      : [{ code: 'SUBSTANCE_NAME_TAKEN' as const, values: { name, substance }, path }];
  });
}
