import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LedgerRow } from './ledger.queries.js';

@ObjectType('LedgerText', {
  description: 'Free text of an entry. It lies beside the entry, so that it can be erased.',
})
export class LedgerTextType {
  @Field(() => String, { description: 'What it was: reason, note, ticket.number.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The text as it was written; empty once it was erased.',
  })
  text!: string | null;
}

@ObjectType('LedgerEntry', {
  description: 'One change as it was recorded. Entries are only ever added: a correction is a new entry.',
})
export class LedgerEntryType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'What happened, in the past tense: batch.harvested.' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'Organisation that acted; none for work of the system.' })
  organisationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Person who acted; none for work of the system.' })
  actorId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Grower for whom a clerk entered it (代录).' })
  onBehalfOfId!: string | null;

  @Field(() => String, { nullable: true, description: 'Device, as the client named it.' })
  device!: string | null;

  @Field(() => InstantScalar, { description: 'When it happened.' })
  occurredAt!: Instant;

  @Field(() => Int, { description: 'Offset of the clock where it happened, minutes east of UTC.' })
  occurredOffsetMinutes!: number;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => [ID], { description: 'Ids of what was made or changed.' })
  subjectIds!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'The whole entry as canonical JSON (RFC 8785), with its facts. Free text and personal values stand in it as salted commitments only. Empty for an old entry that names what this account may not see.',
  })
  canonical!: string | null;

  @Field(() => [LedgerTextType], { description: 'Its free text, as far as it was not erased.' })
  texts!: readonly LedgerTextType[];

  @Field(() => String, { description: 'SHA-256 of the UTF-8 bytes of `canonical`, hexadecimal.' })
  sha256!: string;
}

export const LedgerEntryConnection = connectionOf('LedgerEntry', () => LedgerEntryType);

/** A page with what it is about, from which its total is counted. */
export type LedgerPage = Page<LedgerRow> & { readonly subjectId: string };

@InputType({ description: 'What the text to be erased is about.' })
export class EraseTextInput extends CommandInputType {
  @IdField({ description: 'The growing record, hold, recall, run, batch, lot or anything else.' })
  subjectId!: string;
}

@ObjectType({ description: 'Free text was erased.' })
export class EraseTextPayload {
  @Field(() => ID, { description: 'What it was about.' })
  subjectId!: string;

  @Field(() => Int, { description: 'How many texts were erased.' })
  texts!: number;
}
