import type { InspectionRefusal } from '../inspection.refusals.js';

/** REQUESTED by whoever has the fruit, SAMPLED by the inspector, SIGNED with a verdict; or CANCELLED before sampling. */
export const INSPECTION_STATES = ['REQUESTED', 'SAMPLED', 'SIGNED', 'CANCELLED'] as const;
export type InspectionState = (typeof INSPECTION_STATES)[number];

/** What whoever inspects decides with a signature. */
export const INSPECTION_VERDICTS = ['PASS', 'FAIL'] as const;
export type InspectionVerdict = (typeof INSPECTION_VERDICTS)[number];

/** INDEPENDENT: by an inspection body; SELF_CHECK 自检: by the packhouse itself, which never speaks for its own fruit. */
export const INSPECTION_KINDS = ['INDEPENDENT', 'SELF_CHECK'] as const;
export type InspectionKind = (typeof INSPECTION_KINDS)[number];

/** What is done to an inspection, and the states in which it may be done. A signed one is corrected, and nothing else. */
const ALLOWED_IN = {
  // More cartons are opened, or a slip is put right, until somebody signs.
  sample: ['REQUESTED', 'SAMPLED'],
  record: ['SAMPLED'],
  correct: ['SAMPLED', 'SIGNED'],
  sign: ['SAMPLED'],
  cancel: ['REQUESTED'],
} as const satisfies Record<string, readonly InspectionState[]>;
export type InspectionStep = keyof typeof ALLOWED_IN;

/**
 * Refuses a step in a state that does not allow it; for a signed inspection the reason says that it is final.
 *
 * @returns INSPECTION_SIGNED or INSPECTION_STATE; empty: it may be done
 */
export function refuseStep(
  inspection: { readonly code: string; readonly state: InspectionState },
  step: InspectionStep,
): InspectionRefusal[] {
  const allowed: readonly InspectionState[] = ALLOWED_IN[step];
  if (allowed.includes(inspection.state)) return [];
  if (inspection.state === 'SIGNED')
    return [{ code: 'INSPECTION_SIGNED', values: { inspection: inspection.code } }];
  const values = { inspection: inspection.code, state: inspection.state, expected: allowed.join(', ') };
  return [{ code: 'INSPECTION_STATE', values }];
}
