import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { canonicalJson, sha256Hex, type JsonValue } from '../../kernel/canonical-json.js';
import type { LedgerEntryId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { PersonalSalt } from './personal-salt.entity.js';

/** China keeps one time all year; what happened is recorded with the offset where it happened. */
const CHINA_OFFSET_MINUTES = 480;

export interface Change {
  /** Past tense: `batch.harvested`. */
  readonly kind: string;
  /** Ids of what was changed or made. */
  readonly subjects: readonly string[];
  /** What is to be remembered of it. Ids and figures; a name or telephone number belongs in `personal`. */
  readonly facts: object;
  /** Personal values, kept as salted commitments: who knows value and salt can prove them, an erased salt hides them. */
  readonly personal?: Readonly<Record<string, string>>;
  /** When it happened, where that is not the moment of recording. */
  readonly occurredAt?: Instant;
  readonly occurredOffsetMinutes?: number;
  /** The grower for whom a clerk entered it (代录). */
  readonly onBehalfOfId?: string | null;
  /** Who did it, where nobody is signed in yet: somebody who signs in or accepts an invitation. */
  readonly by?: { readonly userId: UserId; readonly organisationId: OrganisationId | null };
}

/** The append-only record of every change, written in the transaction that makes the change. */
@Injectable()
export class Ledger {
  async append(tx: Tx, change: Change): Promise<void> {
    const id = tx.ids.next<LedgerEntryId>();
    const by = tx.actor ?? change.by ?? null;
    const organisationId = by?.organisationId ?? null;
    const commitments = await this.commit(tx, change, organisationId);
    const entry = {
      id,
      kind: change.kind,
      organisationId,
      actorId: by?.userId ?? null,
      onBehalfOfId: change.onBehalfOfId ?? null,
      device: tx.device,
      occurredAt: change.occurredAt ?? tx.now,
      occurredOffsetMinutes: change.occurredOffsetMinutes ?? CHINA_OFFSET_MINUTES,
      recordedAt: tx.now,
      subjectIds: [...change.subjects],
    };
    const canonical = canonicalJson({ ...entry, facts: jsonOf(change.facts), personal: commitments });
    // Not by the mapper: it asks for the row back, which somebody who only signs in may not read.
    await tx.manager.query(INSERT_ENTRY, [...Object.values(entry), canonical, sha256Hex(canonical)]);
  }

  private async commit(
    tx: Tx,
    change: Change,
    organisationId: OrganisationId | null,
  ): Promise<Record<string, string>> {
    const commitments: Record<string, string> = {};
    for (const [field, value] of Object.entries(change.personal ?? {})) {
      const salt = randomBytes(32).toString('base64url');
      const commitment = sha256Hex(`${salt}\n${value}`);
      commitments[field] = commitment;
      await tx.manager.insert(PersonalSalt, {
        commitment,
        subjectId: change.subjects[0]!,
        organisationId,
        salt,
        createdAt: tx.now,
      });
    }
    return commitments;
  }
}

/** The columns in the order of the entry's properties. */
const INSERT_ENTRY = `INSERT INTO ledger_entry (id, kind, organisation_id, actor_id, on_behalf_of_id, device, occurred_at,
  occurred_offset_minutes, recorded_at, subject_ids, canonical, sha256)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** Drops what is undefined, as JSON would: absent is absent in the ledger too. */
const jsonOf = (facts: object): JsonValue => JSON.parse(JSON.stringify(facts)) as JsonValue;
