import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { ResidueFallbackType } from '../standards/residue.types.js';
import { MarketPackGapType } from '../standards/edition.types.js';
import { RuleType } from '../standards/rule.types.js';
import { MarketStateEnum } from '../standards/edition-enums.types.js';
import type { MarketPackData, MarketStatusData } from '../standards/standard.queries.js';
import type { MarketRequirements, MarketWithStatus } from './market.queries.js';

@ObjectType('MarketStatus', {
  description: 'A period in which a market was open or closed to Chinese citrus.',
})
export class MarketStatusType {
  @Field(() => MarketStateEnum, { description: 'Open or closed.' })
  status!: MarketStatusData['status'];

  @Field(() => BilingualType, { nullable: true, description: 'Why, and on what conditions.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'From when to when, and where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: MarketStatusData): MarketStatusType =>
    Object.assign(new MarketStatusType(), row, { provenance: row });
}

@ObjectType('MarketPack', {
  description: 'What a market demands in a season, as far as the base office has compiled it.',
})
export class MarketPackType {
  @Field(() => [MarketPackGapType], {
    complexity: expectedRows(5),
    description: 'What was not read or not confirmed yet; until it is, the market stays INDETERMINATE.',
  })
  missing!: readonly MarketPackGapType[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When the base office is to look whether it still holds; empty for what is shipped.',
  })
  reviewOn!: LocalDate | null;

  @Field(() => ProvenanceType, { description: 'Edition, validity, source and confidence.' })
  provenance!: ProvenanceType;

  static of = (row: MarketPackData): MarketPackType =>
    Object.assign(new MarketPackType(), row, { provenance: row });
}

@ObjectType('Market', { description: 'A destination market 目的市场.' })
export class MarketType {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code; EU for the Union.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => Boolean, { description: "The demonstration's market, which exists nowhere." })
  isFictional!: boolean;

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => [MarketStatusType], {
    complexity: expectedRows(2),
    description:
      'When it was open or closed, the latest first. None: nothing is known, which does not mean open.',
  })
  statusPeriods!: MarketStatusType[];

  @Field(() => ProvenanceType, {
    description: 'How well it is known to be a destination; its demands have sources of their own.',
  })
  provenance!: ProvenanceType;

  static of({ market, statusPeriods }: MarketWithStatus): MarketType {
    const shown = statusPeriods.map(MarketStatusType.of);
    return Object.assign(new MarketType(), market, { provenance: market, statusPeriods: shown });
  }
}

@ObjectType('MarketRequirements', { description: 'What a market asks of fruit on a day.' })
export class MarketRequirementsType {
  @Field(() => MarketType, { description: 'The market.' })
  market!: MarketType;

  @Field(() => LocalDateScalar, { description: 'The day.' })
  on!: LocalDate;

  @Field(() => MarketStatusType, {
    nullable: true,
    description: 'Whether it is open on that day; empty: not known.',
  })
  status!: MarketStatusType | null;

  @Field(() => MarketPackType, { nullable: true, description: 'Its pack; empty: nobody has compiled one.' })
  pack!: MarketPackType | null;

  @Field(() => ResidueFallbackType, {
    nullable: true,
    description: 'What it applies to substances it does not list; empty: not known.',
  })
  residueFallback!: ResidueFallbackType | null;

  @Field(() => [RuleType], {
    complexity: expectedRows(10),
    description:
      'The rules in force, in the order in which the fruit meets them: those of the market and those for all.',
  })
  rules!: RuleType[];

  static of(asked: MarketRequirements): MarketRequirementsType {
    const { on, status, pack, residueFallback, rules } = asked;
    return Object.assign(new MarketRequirementsType(), {
      market: MarketType.of(asked),
      on,
      status: status && MarketStatusType.of(status),
      pack: pack && MarketPackType.of(pack),
      residueFallback: residueFallback && ResidueFallbackType.of(residueFallback),
      rules: rules.map((view) => RuleType.of(view)),
    });
  }
}
