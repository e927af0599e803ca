import { claim, codesOf, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

const TOLD = '(CASE WHEN corrected.id IS NULL THEN e.f ELSE corrected.f END)';
/** A correction says all of a label again. */
const told = (name: string) => ({
  said: `${TOLD} -> '${name}'`,
  committed: `CASE WHEN corrected.id IS NULL THEN e.c ELSE corrected.c END -> 'personal' ? '${name}'`,
});

export const growingClaims: readonly Claim[] = [
  claim({
    table: 'growing_record',
    kinds: ['growing.recorded', 'growing.corrected'],
    joins: `${latest('agreed', 'growing.correction-agreed')} ${latest('declined', 'growing.correction-declined')}`,
    same: [
      'kind',
      'performed_on',
      'product_label_id',
      'area_mu_hundredths',
      'operator_id',
      'corrects_id',
      'stated_from',
      'stated_to',
      'stated_sprays',
    ],
    fields: {
      substances: codesOf('substances'),
      plot_id: 'to_jsonb(e.subject_ids[2])',
      organisation_id: 'to_jsonb(e.organisation_id)',
      performed_at: moment('performed_at', `e.c -> 'occurredAt'`),
      is_void: `coalesce(e.f -> 'isVoid', 'false')`,
      needs_agreement: `coalesce(e.f -> 'needsAgreement', 'false')`,
      agreed_at: happened('agreed_at', 'agreed'),
      agreed_by_id: `agreed.c -> 'actorId'`,
      declined_at: happened('declined_at', 'declined'),
      declined_by_id: `declined.c -> 'actorId'`,
      decline_reason: `declined.f -> 'reasonCode'`,
      on_behalf_of_id: 'to_jsonb(e.on_behalf_of_id)',
      recorded_by_id: 'to_jsonb(e.actor_id)',
    },
  }),
  claim({
    table: 'product_label',
    kinds: ['label.entered'],
    joins: `${latest('corrected', 'label.corrected')} ${latest('confirmed', 'label.confirmed')}`,
    fields: {
      registration_number: told('registrationNumber'),
      name_zh: told('nameZh'),
      crop: told('crop'),
      substances: told('substances'),
      phi_days: told('phiDays'),
      states_no_interval: `coalesce(${TOLD} -> 'statesNoInterval', 'false')`,
      max_applications: told('maxApplications'),
      // A maximum that was left out meant none before labels could say so.
      states_no_maximum: `coalesce(${TOLD} -> 'statesNoMaximum', to_jsonb(${TOLD} -> 'maxApplications' = 'null'))`,
      photograph_id: told('photographId'),
      entered_by_id: `coalesce(corrected.c -> 'actorId', to_jsonb(e.actor_id))`,
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
    },
  }),
];
