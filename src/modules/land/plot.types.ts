import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { Polygon } from '../../kernel/geo.js';
import type { GrowerId, OrchardId, OrganisationId, PlotId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { PlotWarning, PlotWarningCode } from './domain/plot-area.js';
import { GeoJsonScalar } from '../../graphql/scalars/geo-json.scalar.js';
import type { PlotFilter, PlotOrder, PlotView } from './plot.queries.js';
import { RegistrationType } from './registration.types.js';
import type { RegistrationRow } from './registration.view.js';

export const PlotWarningCodeEnum = describedEnum<PlotWarningCode>(
  'PlotWarningCode',
  'What should be looked at on a plot.',
  {
    AREA_DIFFERS:
      'The area inside the boundary is more than 10 % off the declared area. The 10 % are a default of this product, not a law.',
  },
);

export const PlotOrderEnum = describedEnum<PlotOrder>('PlotOrder', 'By code, or the newest first.', {
  CODE: 'By code, ascending.',
  NEWEST: 'Those registered last come first.',
});

@ObjectType('PlotWarning', {
  description: 'Something about a plot that should be looked at. It stops nothing.',
})
export class PlotWarningType {
  @Field(() => PlotWarningCodeEnum, { description: 'Stable code.' })
  code!: PlotWarningCode;

  @Field(() => String, { description: 'The warning as a sentence in the language of the request.' })
  message!: string;
}

@ObjectType('PlotBoundary', { description: 'Where a plot lies.' })
export class PlotBoundaryType {
  @Field(() => GeoJsonScalar, { description: 'The boundary as GeoJSON geometry.' })
  geometry!: Polygon;

  @Field(() => Int, { description: 'Area inside it in m², holes taken out.' })
  squareMetres!: number;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;
}

@ObjectType('PlotRegistration', { description: 'A customs registration that a plot stands or stood under.' })
export class PlotRegistrationType {
  @Field(() => RegistrationType, { description: 'The registration.' })
  registration!: RegistrationRow;

  @Field(() => LocalDateScalar, { description: 'First day on which the plot is under it.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Last day on which the plot is under it; empty while no end is known. A withdrawal ends it earlier.',
  })
  validTo!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When that was recorded here.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office confirmed it. Until then it decides nothing for fruit, whenever it was recorded here.',
  })
  confirmedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Id of who confirmed it.' })
  confirmedById!: UserId | null;
}

@ObjectType('Plot', {
  description: 'A piece of land 地块 planted with one variety: where every kilogram begins.',
})
export class PlotType implements PlotView {
  @Field(() => ID, { description: 'Id.' })
  id!: PlotId;

  @Field(() => String, { description: 'Code, unique in the base.' })
  code!: string;

  @Field(() => String, { description: 'GB/T 2260 code of its county.' })
  countyCode!: string;

  @Field(() => String, { description: 'Code of its town.' })
  townCode!: string;

  @Field(() => String, { description: 'Code of the variety planted.' })
  varietyCode!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Year of planting or regrafting; empty where not recorded.',
  })
  plantedYear!: number | null;

  @Field(() => DecimalScalar, { description: 'Area the grower declares, in mu 亩.' })
  declaredMu!: Decimal;

  @Field(() => Int, {
    nullable: true,
    description:
      'Area inside the boundary in m²; empty without a boundary, and for those who may not see it.',
  })
  measuredSquareMetres!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Area inside the boundary in mu; empty without a boundary, and for those who may not see it.',
  })
  measuredMu!: Decimal | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far the measured area is from the declared one, in percent of the declared; negative if smaller.',
  })
  areaDifferencePercent!: number | null;

  @Field(() => InstantScalar, { description: 'When it was registered here.' })
  createdAt!: Instant;

  // Behind the nested fields that the resolver adds.
  organisationId!: OrganisationId;
  orchardId!: OrchardId | null;
  growerId!: GrowerId | null;
  warningsFound!: readonly PlotWarning[];
}

export const PlotConnection = connectionOf('Plot', () => PlotType);
/** The filter stays with the page, so that the total can be counted if it is asked for. */
export type PlotPage = Page<PlotView> & { readonly filter: PlotFilter };

@ObjectType({ description: 'A plot was registered or changed.' })
export class PlotPayload {
  @Field(() => PlotType, { description: 'The plot as it is now.' })
  plot!: PlotView;
}
