/** Facts that everybody signed in may read; whoever adds a table here publishes it to all organisations. */
export const READ_BY_ALL = [
  'area_status',
  'banned_substance',
  'brand',
  'brand_licence',
  'channel',
  'customs_district',
  'customs_district_reading',
  'label_design',
  'market',
  'market_pack',
  'market_status',
  'organisation',
  'pest',
  'product_interval',
  'product_label',
  'region',
  'residue_fallback',
  'residue_limit',
  'rule',
  'season',
  'standard',
  'standard_version',
  'substance',
  'variety',
  'variety_list',
  'variety_list_entry',
  'watch_list',
];

/** What not even the base office reads. */
export const HIDDEN_FROM_THE_OFFICE = [
  'certificate_contact', // who stands on a certificate, for its issuer alone
  'client_request', // what a person sent is that person's
  'receipt_settlement', // price and payee concern the two parties
  'session',
  'user_password',
];

/** What the product must read to find out who is calling. */
export const READ_WHILE_SIGNING_IN = [
  'api_key',
  'invitation',
  'membership',
  'organisation',
  'session',
  'user_account',
  'user_password',
];

/**
 * What the owner of everything does not read back: drafts of the base office, passwords, and what the product notes for
 * itself.
 */
export const HIDDEN_FROM_ITS_OWNER = [
  'edition_entry',
  'lot_registration_use', // of all exporters; whose the registration is learns the sums
  'product_state',
  'registration_use_total', // likewise
  'user_password',
];

/** One person enters a label, another one, of whichever organisation, confirms it. */
export const CHANGED_BY_OTHERS = ['product_label'];
