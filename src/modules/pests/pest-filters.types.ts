import { Field, InputType } from '@nestjs/graphql';
import { IsEnum, IsOptional } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { IdField } from '../../graphql/id-field.js';
import { TextField } from '../../graphql/text-field.js';
import type { BatchId, OrganisationId, PestTrapId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { AreaStatusCode } from '../standards/domain/pest-words.js';
import { AreaStatusEnum } from './pest-enums.types.js';

@InputType('OfficerAppointmentFilter', {
  description: 'Which appointments. What is left out does not limit.',
})
export class OfficerFilterInput {
  @IdField({ nullable: true, description: 'Of this organisation.' })
  organisationId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'For this orchard registration.' })
  registrationId?: RegistrationId | null;

  @DayField({ nullable: true, description: 'That stand on this day.' })
  standingOn?: LocalDate | null;
}

@InputType('PestTrapFilter', { description: 'Which traps. What is left out does not limit.' })
export class TrapFilterInput {
  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'On this plot.' })
  plotId?: PlotId | null;

  @IdField({ nullable: true, description: 'For this orchard registration.' })
  registrationId?: RegistrationId | null;

  @TextField({ nullable: true, max: 40, description: 'For this pest, by code.' })
  pestCode?: string | null;

  @DayField({ nullable: true, description: 'That stood on this day.' })
  standingOn?: LocalDate | null;
}

@InputType('TrapCountFilter', { description: 'Which counts. What is left out does not limit.' })
export class TrapCountFilterInput {
  @IdField({ nullable: true, description: 'Of this trap.' })
  trapId?: PestTrapId | null;

  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;

  @DayField({ nullable: true, description: 'Looked at on this day or later.' })
  from?: LocalDate | null;

  @DayField({ nullable: true, description: 'Looked at on this day or earlier.' })
  to?: LocalDate | null;

  @FlagField({
    description: 'Only records that stand: neither corrected nor void.',
  })
  standing?: boolean | null;
}

@InputType('AreaStatusFilter', { description: 'Which statuses. What is left out does not limit.' })
export class AreaStatusFilterInput {
  @TextField({ nullable: true, max: 40, description: 'For this pest, by code.' })
  pestCode?: string | null;

  @TextField({ nullable: true, max: 9, description: 'Of this county or town.' })
  regionCode?: string | null;

  @IdField({ nullable: true, description: 'Of this orchard registration.' })
  registrationId?: RegistrationId | null;

  @Field(() => AreaStatusEnum, { nullable: true, description: 'With this status.' })
  @IsOptional()
  @IsEnum(AreaStatusEnum)
  status?: AreaStatusCode | null;

  @FlagField({ description: 'Confirmed ones, or those that wait for it.' })
  isConfirmed?: boolean | null;

  @DayField({ nullable: true, description: 'That stand on this day.' })
  standingOn?: LocalDate | null;
}

@InputType('QuarantineTreatmentFilter', { description: 'Which treatments. What is left out does not limit.' })
export class TreatmentFilterInput {
  @IdField({ nullable: true, description: 'Of this packed batch.' })
  batchId?: BatchId | null;

  @IdField({ nullable: true, description: 'Recorded by this organisation.' })
  organisationId?: OrganisationId | null;

  @FlagField({ description: 'Confirmed ones, or those that wait for it.' })
  isConfirmed?: boolean | null;

  @FlagField({
    description: 'Only records that stand: neither corrected nor void.',
  })
  standing?: boolean | null;
}
