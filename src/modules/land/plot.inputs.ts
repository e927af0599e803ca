import { Field, InputType, Int } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { NotBefore2000, Satisfies } from '../../graphql/constraints.js';
import { FlagField } from '../../graphql/flag-field.js';
import { IdField } from '../../graphql/id-field.js';
import { MuField } from '../../graphql/mu-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { GrowerId, OrchardId, OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { GeoJsonScalar } from '../../graphql/scalars/geo-json.scalar.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';

const IsYear = (): PropertyDecorator =>
  Satisfies((value) => Number.isInteger(value) && Number(value) >= 1900 && Number(value) <= 2100, {
    zh: '应为 1900 至 2100 之间的年份',
    en: 'must be a year from 1900 to 2100',
  });

@InputType('PlotFilter', { description: 'Which plots. What is left out does not limit.' })
export class PlotFilterInput {
  @TextField({ nullable: true, max: 20, description: 'In this county, by GB/T 2260 code.' })
  countyCode?: string | null;

  @TextField({ nullable: true, max: 20, description: 'In this town, by code.' })
  townCode?: string | null;

  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, max: 40, description: 'Planted with this variety.' })
  varietyCode?: string | null;

  @IdField({ nullable: true, description: 'That stand or stood under this registration.' })
  registrationId?: RegistrationId | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins so.' })
  codePrefix?: string | null;

  @FlagField({
    description:
      'True: of which something was said of the variety of days gone by that the base office has not confirmed; your own, or as the base office any.',
  })
  varietyToConfirm?: boolean | null;
}

@InputType({ description: 'A plot of your cooperative.' })
export class RegisterPlotInput extends CommandInputType {
  @CodeField({ description: 'Code, unique in the base; it stays for ever.' })
  code!: string;

  @TextField({ max: 20, description: 'Code of the town it lies in.' })
  townCode!: string;

  @TextField({ max: 40, description: 'Code of the variety planted.' })
  varietyCode!: string;

  @MuField({ description: 'Area the grower declares, in mu 亩, with two decimals at most.' })
  declaredMu!: Decimal;

  @IdField({ nullable: true, description: 'Orchard it belongs to.' })
  orchardId?: OrchardId | null;

  @IdField({ nullable: true, description: 'Grower who works it.' })
  growerId?: GrowerId | null;

  @Field(() => Int, { nullable: true, description: 'Year of planting or regrafting.' })
  @IsOptional()
  @IsYear()
  plantedYear?: number | null;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Boundary; it can also be recorded later.' })
  @IsOptional()
  boundary?: unknown;
}

@InputType({
  description:
    'What is to be changed of a plot. What is left out stays; orchard, grower and year are emptied by null.',
})
export class ChangePlotInput extends CommandInputType {
  @IdField({ description: 'The plot.' })
  plotId!: PlotId;

  @TextField({
    nullable: true,
    max: 20,
    description: 'Code of the town, to put a mistake right: in the same county.',
  })
  townCode?: string | null;

  @TextField({
    nullable: true,
    max: 40,
    description:
      'Code of the variety, after regrafting. Fruit picked before keeps the variety it was picked as.',
  })
  varietyCode?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'First day of harvest that the variety holds for; today where nothing is said. An earlier day puts right what was entered wrongly, but not one before the year 2000; open lots are judged again.',
  })
  @IsOptional()
  @NotBefore2000()
  varietySince?: LocalDate | null;

  @MuField({ nullable: true, description: 'Area declared, in mu.' })
  declaredMu?: Decimal | null;

  @IdField({ nullable: true, description: 'Orchard it belongs to.' })
  orchardId?: OrchardId | null;

  @IdField({ nullable: true, description: 'Grower who works it.' })
  growerId?: GrowerId | null;

  @Field(() => Int, { nullable: true, description: 'Year of planting or regrafting.' })
  @IsOptional()
  @IsYear()
  plantedYear?: number | null;
}

@InputType({ description: 'Where a plot lies. A boundary recorded earlier is replaced.' })
export class RecordPlotBoundaryInput extends CommandInputType {
  @IdField({ description: 'The plot.' })
  plotId!: PlotId;

  @Field(() => GeoJsonScalar, { description: 'The boundary.' })
  @Satisfies((value) => typeof value === 'object' && value !== null, {
    zh: '应为 GeoJSON 图形',
    en: 'must be a GeoJSON geometry',
  })
  boundary!: unknown;
}
