import { Field, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { GramsScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { VerdictEnum } from '../lots/finding.types.js';
import { NextStepType } from '../standards/next-step.types.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Lack, Reason, StockOutlook } from '../standards/domain/stock-outlook.js';
import { MarketOutlookType, marketOutlook, UnmetDemandType, unmetDemand } from './eligibility.types.js';
import type { StockEligibility } from './stock-eligibility.reader.js';

@ObjectType('StockAmount', { description: 'So much of a stock.' })
export class StockAmountType {
  @Field(() => Int, { description: 'Packed batches.' })
  batches!: number;

  @Field(() => GramsScalar, { description: 'What is in no lot of them, in grams.' })
  massGrams!: Grams;
}

@ObjectType('StockVerdict', { description: 'How much of a stock has this verdict.' })
export class StockVerdictType extends StockAmountType {
  @Field(() => VerdictEnum, { description: 'PASS: the market is open to it.' })
  verdict!: Verdict;
}

@ObjectType('StockReason', { description: 'Why some of the fruit lacks something, and what to do.' })
export class StockReasonType extends StockAmountType {
  @Field(() => String, { description: 'Why, in the language of the request.' })
  explanation!: string;

  @Field(() => [NextStepType], {
    complexity: expectedRows(1),
    description: 'What to do and who does it; of several, each has to be done.',
  })
  nextSteps!: NextStepType[];

  static of(language: Language, { piece, batches, massGrams }: Reason): StockReasonType {
    return {
      batches,
      massGrams,
      explanation: piece.explanation[language],
      nextSteps: NextStepType.allOf(language, piece.nextSteps),
    };
  }
}

@ObjectType('StockLack', { description: 'A requirement of a market that some of the fruit does not meet.' })
export class StockLackType extends UnmetDemandType {
  @Field(() => Int, { description: 'Packed batches.' })
  batches!: number;

  @Field(() => GramsScalar, { description: 'What is in no lot of them, in grams.' })
  massGrams!: Grams;

  @Field(() => [StockReasonType], {
    complexity: expectedRows(2),
    description: 'At most three, that of most of the fruit first.',
  })
  reasons!: StockReasonType[];

  @Field(() => Int, { description: 'How many more reasons there are.' })
  moreReasons!: number;

  static of(language: Language, lack: Lack): StockLackType {
    const { batches, massGrams, reasons, moreReasons } = lack;
    return {
      ...unmetDemand(language, lack),
      batches,
      massGrams,
      reasons: reasons.map((reason) => StockReasonType.of(language, reason)),
      moreReasons,
    };
  }
}

@ObjectType('StockMarket', {
  description: 'How much of a stock a market is open to, and what the rest lacks.',
})
export class StockMarketType {
  @Field(() => MarketOutlookType, {
    description: 'What is said of the market itself; it counts for each batch.',
  })
  market!: MarketOutlookType;

  @Field(() => [StockVerdictType], {
    complexity: expectedRows(2),
    description: 'By verdict; each batch has one.',
  })
  amounts!: StockVerdictType[];

  @Field(() => [StockLackType], {
    complexity: expectedRows(5),
    description: 'What the fruit itself lacks, that of most of it first.',
  })
  lacks!: StockLackType[];
}

@ObjectType('StockEligibility', { description: 'Which markets a whole stock of packed fruit is open to.' })
export class StockEligibilityType {
  @Field(() => LocalDateScalar, { description: 'The day it was judged for.' })
  asOf!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of departure asked about.' })
  departureOn!: LocalDate | null;

  @Field(() => StockAmountType, { description: 'What was judged.' })
  stock!: StockAmountType;

  @Field(() => Boolean, {
    description: 'Whether that is all: at most ten thousand batches are judged, those packed first.',
  })
  isWhole!: boolean;

  @Field(() => [StockMarketType], { complexity: expectedRows(10), description: 'By market.' })
  markets!: StockMarketType[];

  static of(language: Language, found: StockEligibility): StockEligibilityType {
    const { asOf, departureOn, stock, isWhole, markets } = found;
    return {
      asOf,
      departureOn,
      stock,
      isWhole,
      markets: markets.map((each: StockOutlook) => ({
        market: marketOutlook(language, found, each),
        amounts: [...each.amounts].map(([verdict, amount]) => ({ verdict, ...amount })),
        lacks: each.lacks.map((lack) => StockLackType.of(language, lack)),
      })),
    };
  }
}
