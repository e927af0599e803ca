import { VERDICTS, type Verdict } from '../domain/finding.js';

const ALL = VERDICTS;
/** There is always something to judge. */
const ALWAYS: readonly Verdict[] = ['PASS', 'FAIL', 'INDETERMINATE'];
/** What is not in order is not known: another kind judges it, or it says nothing against the fruit. */
const NEVER_FAILS: readonly Verdict[] = ['PASS', 'INDETERMINATE'];

/**
 * The verdicts that each kind can give, whoever is asked and whatever is recorded. That each has a case, and that no case and no
 * fact left out gives another, is what the tests of every kind show.
 */
export const verdictsByKind: Readonly<Record<string, readonly Verdict[]>> = {
  'applications-per-season': ALL,
  'banned-substance': ALL,
  'brand-licence': ALL,
  'channel-open': ALWAYS,
  'contaminant-limit': ALWAYS,
  'document-present': ALL,
  'flesh-colour': ALL,
  'geographical-indication-origin': ALL,
  'geographical-indication-user': ALL,
  'harvest-window': ALL,
  'inspection-signed': ALWAYS,
  'iso-2859-plan': ALWAYS,
  'ispm31-sample': ALWAYS,
  'label-design-approved': ALL,
  'label-marks': ALL,
  'label-serials-unique': ALL,
  'marked-registration': ALL,
  'market-open': ALWAYS,
  'market-pack-confirmed': NEVER_FAILS,
  'minimum-size': ALWAYS,
  'no-open-hold': ALWAYS,
  'number-in-range': ALWAYS,
  'orchard-registration': ALWAYS,
  'package-count-plan': NEVER_FAILS,
  'packhouse-registration': ALWAYS,
  'pest-area-status': ALWAYS,
  'plant-protection-officer': ALL,
  'preharvest-interval': ALL,
  'quarantine-treatment': ALWAYS,
  ratio: ALWAYS,
  'registration-capacity': ALL,
  'residue-coverage': NEVER_FAILS,
  'residue-limit': ALWAYS,
  'self-check-signed': ALWAYS,
  'single-registration-per-run': ALWAYS,
  'size-range': ALL,
  'size-uniformity': ALL,
  'supply-relation': ALWAYS,
  'tolerance-by-class': ALWAYS,
  'trap-monitoring': ALWAYS,
  'variety-listed': ALWAYS,
  'variety-matches-plot': ALWAYS,
};
