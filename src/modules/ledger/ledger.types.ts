import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LedgerRow } from './ledger.queries.js';

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
    description:
      'The whole entry as canonical JSON (RFC 8785), with its facts. Personal values stand in it as salted commitments only.',
  })
  canonical!: string;

  @Field(() => String, { description: 'SHA-256 of the UTF-8 bytes of `canonical`, hexadecimal.' })
  sha256!: string;
}

export const LedgerEntryConnection = connectionOf('LedgerEntry', () => LedgerEntryType);

/** A page with what it is about, from which its total is counted. */
export type LedgerPage = Page<LedgerRow> & { readonly subjectId: string };
