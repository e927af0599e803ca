import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { canonicalJson, sha256Hex, type JsonValue } from '../../kernel/canonical-json.js';
import type { LedgerEntryId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { ONE_WORD, splitFacts } from './domain/split-facts.js';
import { LedgerText } from './ledger-text.entity.js';
import { PersonalSalt } from './personal-salt.entity.js';

/** China keeps one time all year; what happened is recorded with the offset where it happened. */
const CHINA_OFFSET_MINUTES = 480;

export interface Change {
  /** Past tense: `batch.harvested`. */
  readonly kind: string;
  /** Ids of what was changed or made. */
  readonly subjects: readonly string[];
  /**
   * What is to be remembered of it. Ids, figures and codes are remembered for ever; any other text is kept beside the
   * entry, where it can be erased, and the entry commits to it (`splitFacts`). What is nobody's to read here, such as a
   * name, a telephone number or a price, belongs in `personal`.
   */
  readonly facts: object;
  /** Values kept as salted commitments alone: who knows value and salt can prove them, an erased salt hides them. */
  readonly personal?: Readonly<Record<string, string>>;
  /** When it happened, where that is not the moment of recording. */
  readonly occurredAt?: Instant;
  readonly occurredOffsetMinutes?: number;
  /** The grower for whom a clerk entered it (代录). */
  readonly onBehalfOfId?: string | null;
  /** Organisations that may read the entry besides the one that acts: a look at a grower is shown to the cooperative. */
  readonly shownTo?: readonly OrganisationId[];
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
    const { facts, device, texts } = withoutFreeText(tx, change);
    const personal = {
      ...(await this.commit(tx, change, organisationId)),
      ...Object.fromEntries(texts.map(({ field, commitment }) => [field, commitment])),
    };
    const entry = {
      id,
      kind: change.kind,
      organisationId,
      actorId: by?.userId ?? null,
      onBehalfOfId: change.onBehalfOfId ?? null,
      device,
      occurredAt: change.occurredAt ?? tx.now,
      occurredOffsetMinutes: change.occurredOffsetMinutes ?? CHINA_OFFSET_MINUTES,
      recordedAt: tx.now,
      subjectIds: [...change.subjects],
    };
    const canonical = canonicalJson({ ...entry, facts, personal });
    const shownTo = [...(change.shownTo ?? [])];
    // Not by the mapper: it asks for the row back, which somebody who only signs in may not read.
    await tx.manager.query(INSERT_ENTRY, [...Object.values(entry), canonical, sha256Hex(canonical), shownTo]);
    const of = { entryId: id, subjectIds: entry.subjectIds, organisationId, shownTo, erasedAt: null };
    const rows = texts.map((told) => ({ ...told, ...of }));
    if (rows.length > 0) await tx.manager.insert(LedgerText, rows);
  }

  private async commit(
    tx: Tx,
    change: Change,
    organisationId: OrganisationId | null,
  ): Promise<Record<string, string>> {
    const commitments: Record<string, string> = {};
    for (const [field, value] of Object.entries(change.personal ?? {})) {
      const { salt, commitment } = commitmentTo(value);
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
  occurred_offset_minutes, recorded_at, subject_ids, canonical, sha256, shown_to)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

/** What of a change is remembered for ever, and the texts that are not, each with the commitment that stands for it. */
function withoutFreeText(tx: Tx, { kind, facts }: Change) {
  const split = splitFacts(kind, jsonOf(facts));
  // People call their telephones after themselves.
  const isCode = tx.device !== null && ONE_WORD.test(tx.device);
  const named = tx.device === null || isCode ? [] : [{ field: 'device', text: tx.device }];
  const texts = [...split.texts, ...named].map((told) => ({ ...told, ...commitmentTo(told.text) }));
  return { facts: split.facts, device: isCode ? tx.device : null, texts };
}

/** A salted commitment: it says nothing of the value, and with the salt it proves it. */
function commitmentTo(value: string): { salt: string; commitment: string } {
  const salt = randomBytes(32).toString('base64url');
  return { salt, commitment: sha256Hex(`${salt}\n${value}`) };
}

/** Drops what is undefined, as JSON would: absent is absent in the ledger too. */
const jsonOf = (facts: object): JsonValue => JSON.parse(JSON.stringify(facts)) as JsonValue;
