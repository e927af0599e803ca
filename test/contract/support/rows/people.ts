import { canonicalJson, sha256Hex } from '../../../../src/kernel/canonical-json.js';
import { AT, CODE, GROWER, HARVEST, LATER, OWNER, id, json, owned, reference, type Row } from './shared.js';

const LEDGER_ENTRY = id(10);
const CANONICAL = canonicalJson({ id: LEDGER_ENTRY, kind: 'contract.tested', facts: {} });

/** Places, organisations, the people in them, and what is remembered of them. */
export const people: Record<string, Row> = {
  region: { ...reference, level: 'COUNTY' },
  customs_district: { ...reference, county_codes: [CODE] },
  organisation: {
    code: CODE,
    name_zh: '契约测试',
    name_en: CODE,
    id: OWNER.organisationId,
    kind: 'COOPERATIVE',
    created_at: AT,
  },
  user_account: {
    id: OWNER.userId,
    username: CODE,
    display_name: '契约测试',
    organisation_ids: [OWNER.organisationId],
    created_at: AT,
  },
  user_password: { user_id: OWNER.userId, hash: 'none', changed_at: AT },
  membership: { id: id(7), user_id: OWNER.userId, ...owned, roles: ['CLERK'], started_at: AT },
  session: {
    id: id(8),
    user_id: OWNER.userId,
    token_hash: CODE,
    created_at: AT,
    last_used_at: AT,
    expires_at: LATER,
  },
  api_key: {
    id: id(9),
    ...owned,
    user_id: OWNER.userId,
    name: CODE,
    prefix: CODE,
    secret_hash: CODE,
    scopes: ['batch:read'],
    created_at: AT,
    expires_at: LATER,
  },
  invitation: {
    id: id(11),
    ...owned,
    display_name: '契约测试',
    roles: ['CLERK'],
    token_hash: CODE,
    invited_by_id: OWNER.userId,
    created_at: AT,
    expires_at: LATER,
  },
  ledger_entry: {
    id: LEDGER_ENTRY,
    kind: 'contract.tested',
    ...owned,
    actor_id: OWNER.userId,
    occurred_at: AT,
    occurred_offset_minutes: 480,
    recorded_at: AT,
    subject_ids: [HARVEST],
    canonical: CANONICAL,
    sha256: sha256Hex(CANONICAL),
  },
  ledger_text: {
    commitment: CODE,
    entry_id: LEDGER_ENTRY,
    field: 'reason',
    subject_ids: [HARVEST],
    ...owned,
    shown_to: [],
    salt: CODE,
    text: '契约测试',
  },
  personal_salt: { commitment: CODE, subject_id: GROWER, ...owned, salt: CODE, created_at: AT },
  client_request: {
    actor_id: OWNER.userId,
    id: id(12),
    operation: 'contractTest',
    input_sha256: CODE,
    recorded_at: AT,
  },
  product_state: { key: CODE, value: json({}), changed_at: AT },
};
