import { Field, ID, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { VerdictEnum } from '../lots/finding.types.js';
import { NextStepType } from '../standards/next-step.types.js';
import type { MarketOutlook, MissingPiece, Outlook } from '../standards/domain/eligibility.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Confidence, Effect, Stage, Unity } from '../standards/domain/rule.js';
import { EffectEnum, StageEnum, UnityEnum } from '../standards/rule.types.js';
import type { JudgedFor } from './eligibility-judge.js';
import type { Eligibility } from './eligibility.reader.js';

/** What is asked for and not met. */
@ObjectType({ isAbstract: true })
export abstract class UnmetDemandType {
  @Field(() => String, { description: 'Code of the rule; PACKED-FOR-MARKET where it is packed for another.' })
  code!: string;

  @Field(() => String, { description: 'What is asked for, in the language of the request.' })
  title!: string;

  @Field(() => UnityEnum, { description: 'The check it belongs to.' })
  unity!: Unity;

  @Field(() => StageEnum, { description: 'By which stage it has to be there.' })
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Law or contract.' })
  effect!: Effect;

  @Field(() => VerdictEnum, { description: 'FAIL, or INDETERMINATE where something is missing.' })
  verdict!: Verdict;
}

/** A demand and its verdict, in a language. */
export const unmetDemand = (
  language: Language,
  { demanded, verdict }: Pick<MissingPiece, 'demanded' | 'verdict'>,
): Pick<UnmetDemandType, 'code' | 'title' | 'unity' | 'stage' | 'effect' | 'verdict'> => {
  const { code, title, unity, stage, effect } = demanded;
  return { code, title: title[language], unity, stage, effect, verdict };
};

@ObjectType('MissingPiece', {
  description: 'What keeps fruit from a market or leaves it open, and what to do.',
})
export class MissingPieceType extends UnmetDemandType {
  @Field(() => String, { description: 'Why, in the language of the request.' })
  explanation!: string;

  @Field(() => [NextStepType], {
    complexity: expectedRows(1),
    description: 'What to do and who does it; of several, each has to be done.',
  })
  nextSteps!: NextStepType[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'By which day at the latest: what the base office set itself, else the day of departure asked about, else that planned for the lot that the batch is in for this market. Empty where no day is planned, and for what only the arrival asks for.',
  })
  dueOn!: LocalDate | null;

  @Field(() => SourceType, { nullable: true, description: 'Where it was read.' })
  source!: SourceType | null;

  @Field(() => ConfidenceEnum, { nullable: true, description: 'How far the text may be trusted.' })
  confidence!: Confidence | null;

  static of(language: Language, piece: MissingPiece, departureOn: LocalDate | null): MissingPieceType {
    const { stage, source } = piece.demanded;
    const first = piece.dueOn.toSorted()[0] as LocalDate | undefined;
    return {
      ...unmetDemand(language, piece),
      source,
      explanation: piece.explanation[language],
      nextSteps: NextStepType.allOf(language, piece.nextSteps),
      confidence: piece.confidence,
      dueOn: first ?? (stage === 'ARRIVE' ? null : departureOn),
    };
  }
}

@ObjectType('MarketVerdict', { description: 'What stands between a batch, or any, and a market.' })
export class MarketVerdictType {
  @Field(() => String, { description: 'The market.' })
  marketCode!: string;

  @Field(() => VerdictEnum, {
    description: 'PASS where it is open; what is said of the market counts for each batch.',
  })
  verdict!: Verdict;

  @Field(() => [MissingPieceType], { complexity: expectedRows(3), description: 'What is missing.' })
  missing!: MissingPieceType[];

  @Field(() => String, {
    nullable: true,
    description: 'Code of your channel to it that is open on the day; only for exporters.',
  })
  channelCode!: string | null;
}

@ObjectType('MarketOutlook', { description: 'What is said of a market itself, whatever the fruit.' })
export class MarketOutlookType extends MarketVerdictType {
  @Field(() => [MissingPieceType], {
    complexity: expectedRows(3),
    description:
      'Documents that a lot for this market has to come with. They are not missing yet and decide nothing; stage says by when.',
  })
  toCome!: MissingPieceType[];
}

@ObjectType('BatchEligibility', { description: 'Which markets are open to a packed batch.' })
export class BatchEligibilityType {
  @Field(() => ID, { description: 'Id of the batch.' })
  batchId!: string;

  @Field(() => String, { description: 'Its code.' })
  batchCode!: string;

  @Field(() => [MarketVerdictType], { complexity: expectedRows(10), description: 'By market.' })
  markets!: MarketVerdictType[];
}

@ObjectType('MarketEligibility', {
  description:
    'Packed batches by markets: what is open, and what is missing for the others, by whom and by when.',
})
export class MarketEligibilityType {
  @Field(() => LocalDateScalar, { description: 'The day it was judged for.' })
  asOf!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of departure asked about.' })
  departureOn!: LocalDate | null;

  @Field(() => [MarketOutlookType], {
    complexity: expectedRows(10),
    description: 'What is said of each market itself, whatever the fruit.',
  })
  markets!: MarketOutlookType[];

  @Field(() => [BatchEligibilityType], {
    complexity: expectedRows(20),
    description:
      'The batches that were found, in the order asked; those you have or have in a lot, or are sent as an exporter.',
  })
  batches!: BatchEligibilityType[];

  @Field(() => [ID], {
    description:
      'Ids asked for that are left out: of no batch, of one that is not packed, or of one that is not yours to ask about.',
  })
  leftOut!: BatchId[];

  static of(language: Language, found: Eligibility, asked: readonly BatchId[]): MarketEligibilityType {
    const { asOf, departureOn } = found;
    const judged = new Set<string>(found.batches.map(({ id }) => id));
    return {
      asOf,
      departureOn,
      leftOut: [...new Set(asked)].filter((id) => !judged.has(id)),
      markets: found.markets.map((each) => marketOutlook(language, found, each)),
      batches: found.batches.map(({ id, code, lot }) => ({
        batchId: id,
        batchCode: code,
        markets: found.markets.flatMap(({ market, batches }) => {
          const outlook = batches.get(id);
          const planned = lot?.marketCode === market ? lot.departureOn : null;
          return outlook ? [marketVerdict(language, found, market, outlook, departureOn ?? planned)] : [];
        }),
      })),
    };
  }
}

const pieces = (language: Language, missing: readonly MissingPiece[], day: LocalDate | null) =>
  missing.map((piece) => MissingPieceType.of(language, piece, day));

const marketVerdict = (
  language: Language,
  { channelCodes }: JudgedFor,
  marketCode: string,
  { verdict, missing }: Outlook,
  day: LocalDate | null,
): Pick<MarketVerdictType, 'marketCode' | 'verdict' | 'missing' | 'channelCode'> => ({
  marketCode,
  verdict,
  missing: pieces(language, missing, day),
  channelCode: channelCodes.get(marketCode) ?? null,
});

/** What is said of a market itself. */
export const marketOutlook = (
  language: Language,
  asked: JudgedFor,
  { market, whole, toCome }: Pick<MarketOutlook, 'market' | 'whole' | 'toCome'>,
): MarketOutlookType => ({
  ...marketVerdict(language, asked, market, whole, asked.departureOn),
  toCome: pieces(language, toCome, asked.departureOn),
});
