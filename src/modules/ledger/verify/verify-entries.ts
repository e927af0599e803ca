import { canonicalJson, sha256Hex, type JsonValue } from '../../../kernel/canonical-json.js';

/** An entry as the table keeps it. */
export interface StoredEntry {
  readonly id: string;
  readonly kind: string;
  readonly organisation_id: string | null;
  readonly actor_id: string | null;
  readonly on_behalf_of_id: string | null;
  readonly device: string | null;
  readonly occurred_at: string;
  readonly occurred_offset_minutes: number;
  readonly recorded_at: string;
  readonly subject_ids: string[];
  readonly canonical: string;
  readonly sha256: string;
}

/** What is wrong with an entry by itself. */
export type EntryFault = 'HASH' | 'NOT_CANONICAL' | 'COLUMNS';

/**
 * Looks at one entry without trusting the database: whether its text has the hash that is kept with it, whether the
 * text is canonical JSON (RFC 8785), so that there is only one way to write what it says, and whether the columns it is
 * found by say what the text says.
 *
 * @returns null where all is well, else the first fault in this order
 */
export function faultOf(entry: StoredEntry): EntryFault | null {
  if (sha256Hex(entry.canonical) !== entry.sha256) return 'HASH';
  const said = parsed(entry.canonical);
  if (said === null || canonicalJson(said) !== entry.canonical) return 'NOT_CANONICAL';
  const columns = {
    id: entry.id,
    kind: entry.kind,
    organisationId: entry.organisation_id,
    actorId: entry.actor_id,
    onBehalfOfId: entry.on_behalf_of_id,
    device: entry.device,
    occurredAt: entry.occurred_at,
    occurredOffsetMinutes: entry.occurred_offset_minutes,
    recordedAt: entry.recorded_at,
    subjectIds: entry.subject_ids,
  };
  const { facts: _facts, personal: _personal, ...rest } = said;
  return canonicalJson(rest) === canonicalJson(columns) ? null : 'COLUMNS';
}

function parsed(text: string): Record<string, JsonValue> | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, JsonValue>)
      : null;
  } catch {
    return null;
  }
}
