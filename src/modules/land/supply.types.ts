import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsOptional } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import type {
  AttachmentId,
  OrganisationId,
  RegistrationId,
  RegistrationYieldId,
  SupplyRelationId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { SupplyRelationFilter, SupplyRelationView } from './supply.queries.js';

const isDay = Satisfies((value) => typeof value === 'string', { zh: '应为日期', en: 'must be a day' });

@ObjectType('RegistrationYield', {
  description:
    'The yield that an orchard declared to customs for one season. Of several the latest that was confirmed counts.',
})
export class RegistrationYieldType {
  @Field(() => ID, { description: 'Id.' })
  id!: RegistrationYieldId;

  @Field(() => String, { description: 'The season, as 2025/26.' })
  season!: Season;

  @Field(() => GramsScalar, { description: 'The yield declared.' })
  massGrams!: Grams;

  @Field(() => LocalDateScalar, { description: 'When it was declared to customs.' })
  declaredOn!: LocalDate;

  @Field(() => String, { nullable: true, description: 'Where it is written; empty where erased.' })
  document!: string | null;

  @Field(() => ID, { nullable: true, description: 'The paper, as an attachment.' })
  attachmentId!: AttachmentId | null;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office confirmed it; empty before, and then it settles nothing.',
  })
  confirmedAt!: Instant | null;
}

@ObjectType('SupplyRelation', {
  description: 'A registered orchard supplies a packhouse: 固定供货关系, a fixed supply relation.',
})
export class SupplyRelationType {
  @Field(() => ID, { description: 'Id.' })
  id!: SupplyRelationId;

  @Field(() => ID, { description: 'The packhouse.' })
  organisationId!: OrganisationId;

  @Field(() => ID, { description: 'Whose orchard it is.' })
  holderId!: OrganisationId;

  @Field(() => ID, { description: 'The orchard registration.' })
  registrationId!: RegistrationId;

  @Field(() => String, { description: 'Its number, as customs wrote it.' })
  registrationNumber!: string;

  @Field(() => String, { description: 'Code of the customs district that issued it.' })
  customsDistrictCode!: string;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; empty: without end.' })
  validTo!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day on which it no longer stands, where it was ended.',
  })
  endedOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'What the contract is called; empty where erased.' })
  document!: string | null;

  @Field(() => ID, { nullable: true, description: 'The contract, as an attachment.' })
  attachmentId!: AttachmentId | null;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office confirmed it; empty before, and then it settles nothing.',
  })
  confirmedAt!: Instant | null;
}

export const SupplyRelationConnection = connectionOf('SupplyRelation', () => SupplyRelationType);
export type SupplyRelationPage = Page<SupplyRelationView> & { readonly filter: SupplyRelationFilter };

@ObjectType({ description: 'A supply relation was recorded or changed.' })
export class SupplyRelationPayload {
  @Field(() => SupplyRelationType, { description: 'The relation as it is now.' })
  supplyRelation!: SupplyRelationView;
}

@InputType('SupplyRelationFilter', {
  description: 'Which supply relations. What is left out does not limit.',
})
export class SupplyRelationFilterInput {
  @IdField({ nullable: true, description: 'Of this packhouse.' })
  packhouseId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'Of orchards of this organisation.' })
  holderId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'Of this orchard registration.' })
  registrationId?: RegistrationId | null;

  @DayField({ nullable: true, description: 'That stand on this day.' })
  standingOn?: LocalDate | null;

  @Field(() => Boolean, { nullable: true, description: 'Confirmed by the base office, or not yet.' })
  @IsOptional()
  @IsBoolean({ message: '应为 true 或 false | must be true or false' })
  isConfirmed?: boolean | null;
}

@InputType({ description: 'A yield that an orchard declared to customs for a season, or declared anew.' })
export class DeclareRegistrationYieldInput extends CommandInputType {
  @IdField({ description: 'The orchard registration.' })
  registrationId!: RegistrationId;

  @SeasonField({ description: 'The season, as 2025/26.' })
  season!: Season;

  @Field(() => GramsScalar, { description: 'The yield declared.' })
  massGrams!: Grams;

  @Field(() => LocalDateScalar, { description: 'When it was declared to customs; not in the future.' })
  @isDay
  declaredOn!: LocalDate;

  @TextField({ nullable: true, max: 200, description: 'Where it is written. Name no people here.' })
  document?: string | null;

  @IdField({ nullable: true, description: 'The paper, as an attachment.' })
  attachmentId?: AttachmentId | null;
}

@InputType({ description: 'A declared yield whose paper the base office has seen.' })
export class ConfirmRegistrationYieldInput extends CommandInputType {
  @IdField({ description: 'The declared yield.' })
  yieldId!: RegistrationYieldId;
}

@InputType({ description: 'When a registration is to be looked at again.' })
export class PlanRegistrationReviewInput extends CommandInputType {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;

  @DayField({
    nullable: true,
    description: 'The day; left out, none is planned any more.',
  })
  nextReviewOn?: LocalDate | null;
}

@InputType({ description: 'A registered orchard that supplies a packhouse.' })
export class RecordSupplyRelationInput extends CommandInputType {
  @PaperNumberField({ max: 40, description: 'Number of the orchard registration, as customs wrote it.' })
  registrationNumber!: string;

  @TextField({ max: 40, description: 'Code of the customs district that issued it.' })
  customsDistrictCode!: string;

  @IdField({
    nullable: true,
    description: 'The packhouse; your own organisation where left out. Only the base office names another.',
  })
  organisationId?: OrganisationId | null;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  @isDay
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last day; without end where left out.' })
  validTo?: LocalDate | null;

  @TextField({ nullable: true, max: 200, description: 'What the contract is called. Name no people here.' })
  document?: string | null;

  @IdField({ nullable: true, description: 'The contract, as an attachment.' })
  attachmentId?: AttachmentId | null;
}

@InputType({ description: 'A supply relation whose contract the base office has seen.' })
export class ConfirmSupplyRelationInput extends CommandInputType {
  @IdField({ description: 'The supply relation.' })
  supplyRelationId!: SupplyRelationId;
}

@InputType({ description: 'A supply relation that ends.' })
export class EndSupplyRelationInput extends CommandInputType {
  @IdField({ description: 'The supply relation.' })
  supplyRelationId!: SupplyRelationId;

  @Field(() => LocalDateScalar, { description: 'First day on which it no longer stands.' })
  @isDay
  endedOn!: LocalDate;
}
