import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { ChannelId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { TRANSPORTS, type Transport } from './channel.entity.js';
import type { ChannelData } from './channel.queries.js';

export const TransportEnum = describedEnum<Transport>('Transport', 'How the fruit travels.', {
  ROAD: 'By lorry 公路.',
  SEA: 'By ship 海运.',
  RAIL: 'By train 铁路.',
  AIR: 'By plane 空运.',
});

@ObjectType('Channel', {
  description: 'A channel 渠道: exporter of record, customs, gateway, transport and market.',
})
export class ChannelType {
  @Field(() => ID, { description: 'Id.' })
  id!: ChannelId;

  @Field(() => String, { description: 'Code, as printed in lists.' })
  code!: string;

  @Field(() => ID, { description: 'Id of the exporter of record.' })
  exporterId!: OrganisationId;

  @Field(() => String, { description: 'Code of the market.' })
  marketCode!: string;

  @Field(() => String, { description: 'The customs that the declaration goes to.' })
  customsDistrictCode!: string;

  @Field(() => String, { description: 'Port or border crossing, in Chinese.' })
  gatewayZh!: string;

  @Field(() => String, { description: 'Port or border crossing, in English.' })
  gatewayEn!: string;

  @Field(() => TransportEnum, { description: 'How the fruit travels.' })
  transport!: Transport;

  @Field(() => LocalDateScalar, { description: 'First open day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last open day; empty while it is open without end.',
  })
  validTo!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  static of = (row: ChannelData): ChannelType => Object.assign(new ChannelType(), row);
}

@InputType('ChannelFilter', { description: 'Which channels; all conditions that are given must hold.' })
export class ChannelFilterInput {
  @TextField({ nullable: true, max: 20, description: 'To this market.' })
  marketCode?: string | null;

  @IdField({ nullable: true, description: 'Of this exporter.' })
  exporterId?: OrganisationId | null;

  @Field(() => TransportEnum, { nullable: true, description: 'By this transport.' })
  @IsOptional()
  @IsIn(TRANSPORTS)
  transport?: Transport | null;

  @DayField({ nullable: true, description: 'Open on this day.' })
  @IsString()
  on?: LocalDate | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins with this.' })
  codePrefix?: string | null;
}

@ArgsType()
export class ChannelPageArgs extends PageArgs {
  @Field(() => ChannelFilterInput, { nullable: true, description: 'Which channels.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ChannelFilterInput)
  filter?: ChannelFilterInput | null;
}

@ObjectType('ChannelConnection', { description: 'A page of channels.' })
export class ChannelConnection extends connectionOf('Channel', () => ChannelType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: ChannelFilterInput;
}

@InputType({ description: 'A channel to be opened.' })
export class OpenChannelInput extends CommandInputType {
  @CodeField({ description: 'Code: capital letters, digits and hyphens.' })
  code!: string;

  @IdField({ description: 'The exporter of record.' })
  exporterId!: OrganisationId;

  @TextField({ max: 20, description: 'Code of the market.' })
  marketCode!: string;

  @TextField({ max: 40, description: 'Code of the customs district that the declaration goes to.' })
  customsDistrictCode!: string;

  @TextField({ max: 100, description: 'Port or border crossing, in Chinese.' })
  gatewayZh!: string;

  @TextField({ max: 100, description: 'Port or border crossing, in English.' })
  gatewayEn!: string;

  @Field(() => TransportEnum, { description: 'How the fruit travels.' })
  @IsIn(TRANSPORTS)
  transport!: Transport;

  @DayField({ description: 'First open day.' })
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last open day, where it is known already.' })
  @IsString()
  validTo?: LocalDate | null;
}

@InputType({ description: 'The end of a channel.' })
export class CloseChannelInput extends CommandInputType {
  @IdField({ description: 'The channel.' })
  channelId!: ChannelId;

  @DayField({ description: 'Its last open day.' })
  closedOn!: LocalDate;

  @TextField({ max: 400, description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'The channel as it is now.' })
export class ChannelPayload {
  @Field(() => ChannelType, { description: 'The channel.' })
  channel!: ChannelType;
}
