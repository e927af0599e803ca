import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs, type Page } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { Party } from '../../graphql/party.types.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { OrganisationId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { EntryFilter, EntryRow } from './entries-to-confirm.reader.js';
import { ENTRY_KINDS, type EntryKind } from './entries-to-confirm.sql.js';

const EntryKindEnum = describedEnum<EntryKind>(
  'EntryToConfirmKind',
  'What waits for the base office, and by which mutation it is confirmed.',
  {
    REGISTRATION: '注册登记: a registration itself; confirmRegistration, or confirmRegistrations.',
    REGISTRATION_PLOTS: '注册登记所涵盖的地块: plots under one; confirmCoverage, or confirmRegistrations.',
    REGISTRATION_YIELD: '申报产量: a declared yield; confirmRegistrationYield.',
    SUPPLY_RELATION: '固定供货关系: an orchard that supplies a packhouse; confirmSupplyRelation.',
    OFFICER_APPOINTMENT: '植保员任命: a plant-protection officer; confirmOfficerAppointment.',
  },
);

@ObjectType('EntryToConfirmPlot', { description: 'A plot that waits.' })
export class EntryToConfirmPlot {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its code.' })
  code!: string;
}

@ObjectType('EntryToConfirm', {
  description:
    'Something entered by, or for, whoever gains by it. It decides nothing for fruit before a person of the base office other than who entered it has confirmed it.',
})
export class EntryToConfirmType {
  @Field(() => EntryKindEnum, { description: 'What it is.' })
  kind!: EntryKind;

  @Field(() => ID, { description: 'By which it is confirmed; of plots the registration.' })
  id!: string;

  @Field(() => Party, { description: 'Whose it is.' })
  holder!: object;

  @Field(() => ID, { nullable: true, description: 'The registration; empty for the officer of a packhouse.' })
  registrationId!: RegistrationId | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the registration as customs wrote it; empty where there is none.',
  })
  number!: string | null;

  @Field(() => Int, { description: 'How many plots that you see wait; 0 where it is about something else.' })
  plotCount!: number;

  @Field(() => [EntryToConfirmPlot], { description: 'The first hundred of them that you see, by code.' })
  plots!: readonly EntryToConfirmPlot[];

  @Field(() => InstantScalar, { description: 'When it was entered; of plots the first of them.' })
  enteredAt!: Instant;

  @Field(() => Boolean, {
    description: 'Whether you entered it, or some of it, yourself, so that another person has to confirm it.',
  })
  enteredByYou!: boolean;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'When the first lot that you see is to leave with fruit it is about; empty where no such lot is planned.',
  })
  neededBy!: LocalDate | null;

  static of({ recordedAt, isOwn, ...row }: EntryRow): EntryToConfirmType {
    return Object.assign(new EntryToConfirmType(), { ...row, enteredAt: recordedAt, enteredByYou: isOwn });
  }
}

export const EntryToConfirmConnection = connectionOf('EntryToConfirm', () => EntryToConfirmType);
export type EntryToConfirmPage = Page<EntryToConfirmType> & { readonly filter: EntryFilter };

@InputType('EntryToConfirmFilter', { description: 'Which entries. What is left out does not limit.' })
export class EntryToConfirmFilterInput {
  @Field(() => [EntryKindEnum], { nullable: true, description: 'Of these kinds.' })
  @IsOptional()
  @ArrayMaxSize(ENTRY_KINDS.length, {
    message: `最多 ${ENTRY_KINDS.length} 项 | must have at most ${ENTRY_KINDS.length} items`,
  })
  @IsEnum(EntryKindEnum, { each: true })
  kinds?: EntryKind[] | null;

  @IdField({ nullable: true, description: 'Of this organisation.' })
  holderId?: OrganisationId | null;
}

@ArgsType()
export class EntriesToConfirmArgs extends PageArgs {
  @Field(() => EntryToConfirmFilterInput, { nullable: true, description: 'Which entries.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => EntryToConfirmFilterInput)
  filter?: EntryToConfirmFilterInput | null;
}
