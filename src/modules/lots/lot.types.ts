import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { Party } from '../../graphql/party.types.js';
import { DecimalScalar, GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Stage, Unity } from '../standards/domain/rule.js';
import { StageEnum, UnityEnum } from '../standards/rule.types.js';
import { nextStates, type LotState } from './domain/lot-state.js';
import { findingKey } from './domain/release.js';
import { FindingType, VerdictEnum } from './finding.types.js';
import { DocumentKindEnum, LotStateEnum } from './lot-enums.types.js';
import { LotMemberType } from './lot-member.types.js';
import type { LotView } from './lot.queries.js';
import { LotReleaseType } from './release.types.js';

export { LotStateEnum };

/*
 * Plain data: no field of these types has a resolver, so that the read model of the lots page answers with them too.
 */

@ObjectType('LotCheck', { description: 'One of the four checks of a lot.' })
export class LotCheckType {
  @Field(() => UnityEnum, { description: 'One variety list, one brand, one standard or one channel.' })
  unity!: Unity;

  @Field(() => VerdictEnum, { description: 'The worst of its gating findings.' })
  verdict!: Verdict;

  @Field(() => [FindingType], { complexity: expectedRows(18), description: 'Its findings, rule by rule.' })
  findings!: FindingType[];

  @Field(() => Int, {
    description: 'How many of its findings are INDETERMINATE and released 凭…放行; they are no PASS.',
  })
  releasedCount!: number;
}

@ObjectType('LotJudgement', { description: 'When and by what a lot was last judged.' })
export class LotJudgementType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => StageEnum, { description: 'At which stage.' })
  stage!: Stage;

  @Field(() => LocalDateScalar, { description: 'For which day.' })
  judgedFor!: LocalDate;

  @Field(() => InstantScalar, { description: 'When.' })
  judgedAt!: Instant;

  @Field(() => [String], { description: 'By which versions of which standards.' })
  versionCodes!: string[];

  @Field(() => String, { description: 'SHA-256 of the facts as they were.' })
  factsSha256!: string;
}

@ObjectType('LotTransition', { description: 'A move of a lot.' })
export class LotTransitionType {
  @Field(() => LotStateEnum, { description: 'From.' })
  fromState!: LotState;

  @Field(() => LotStateEnum, { description: 'To.' })
  toState!: LotState;

  @Field(() => InstantScalar, { description: 'When it happened.' })
  occurredAt!: Instant;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was asked for.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the declaration, on DECLARED.' })
  declarationNumber!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Registration numbers declared, of orchards and packhouses, on DECLARED.',
  })
  declaredRegistrationNumbers!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Customs districts of the packhouses, on DECLARED; empty in declarations made before they were kept.',
  })
  declaredCustomsDistrictCodes!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Customs districts the fruit was grown under, on DECLARED; empty as above.',
  })
  originCustomsDistrictCodes!: string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Temperature inside the fruit in °C, on INSPECTED.',
  })
  fruitTemperatureCelsius!: string | null;

  @Field(() => [ID], {
    description: 'The releases 凭…放行 without which it would have been refused; see `releases` of the lot.',
  })
  releaseIds!: string[];
}

@ObjectType('LotDocument', { description: 'A document that goes with a lot.' })
export class LotDocumentType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => DocumentKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => LocalDateScalar, { description: 'When it was issued.' })
  issuedOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last valid day; empty where it names none.' })
  validUntil!: LocalDate | null;
}

@ObjectType('Lot', { description: 'A joint export lot: what leaves under one set of documents.' })
export class LotType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => LotStateEnum, { description: 'How far it is.' })
  state!: LotState;

  @Field(() => [LotStateEnum], { description: 'Where it may go from here, if nothing stands against it.' })
  nextStates!: LotState[];

  @Field(() => Int, { description: 'Holds that lie over it; while there is one it does not go on.' })
  openHoldCount!: number;

  @Field(() => ID, { description: 'The exporter.' })
  exporterId!: string;

  @Field(() => Party, { description: 'The exporter, in a few words.' })
  exporter!: Party;

  @Field(() => [Party], {
    complexity: expectedRows(2),
    description: 'The cooperatives its fruit came from, in a few words.',
  })
  cooperatives!: Party[];

  @Field(() => ID, { description: 'The channel it leaves by.' })
  channelId!: string;

  @Field(() => String, { description: 'The market it goes to.' })
  marketCode!: string;

  @Field(() => String, { description: 'Season, September to August, as 2025/26.' })
  season!: string;

  @Field(() => LocalDateScalar, { description: 'The day it is to leave.' })
  plannedDepartureOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it left.' })
  departedOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Container or vehicle.' })
  containerNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Seal 封识.' })
  sealNumber!: string | null;

  @Field(() => GramsScalar, { description: 'Mass of its members.' })
  massGrams!: Grams;

  @Field(() => Int, { description: 'Cartons of its members.' })
  cartonCount!: number;

  @Field(() => [String], { description: 'Counties its fruit came from.' })
  countyCodes!: string[];

  @Field(() => [String], { description: 'Varieties in it.' })
  varietyCodes!: string[];

  @Field(() => [ID], { description: 'Cooperatives its fruit came from.' })
  originOrganisationIds!: string[];

  @Field(() => InstantScalar, { description: 'When it was opened.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: 'When it last changed.' })
  changedAt!: Instant;

  @Field(() => [LotMemberType], { complexity: expectedRows(4), description: 'Its members.' })
  members!: LotMemberType[];

  @Field(() => LotJudgementType, {
    nullable: true,
    description: 'Its last judgement; none since its members last changed.',
  })
  judgement!: LotJudgementType | null;

  @Field(() => [LotCheckType], {
    complexity: expectedRows(4),
    description: 'The four checks of that judgement; none where it has none.',
  })
  checks!: LotCheckType[];

  @Field(() => [LotReleaseType], {
    complexity: expectedRows(1),
    description: 'All its releases 凭…放行, also those that were declined or have ended, first to last.',
  })
  releases!: LotReleaseType[];

  @Field(() => Int, {
    description: 'How many of its findings are released 凭…放行 now, or were when it left.',
  })
  releasedCount!: number;

  @Field(() => [LotDocumentType], { complexity: expectedRows(4), description: 'Its documents.' })
  documents!: LotDocumentType[];

  @Field(() => [LotTransitionType], {
    complexity: expectedRows(4),
    description: 'The moves it made, first to last.',
  })
  transitions!: LotTransitionType[];

  static of(asked: Pick<Ctx, 'language' | 'now'>, view: LotView): LotType {
    const releases = (view.releases ?? []).map((row) => LotReleaseType.of(asked, row));
    const counting = releases.filter((release) => release.counts);
    const shown = new Map(
      releases
        .filter((release) => release.counts || release.state === 'PROPOSED')
        .map((release) => [release.key, release]),
    );
    return Object.assign(new LotType(), view, {
      nextStates: nextStates(view.state),
      releases,
      releasedCount: counting.length,
      checks: view.checks?.map((check) => ({
        ...check,
        releasedCount: counting.filter(({ unity }) => unity === check.unity).length,
        findings: check.findings?.map((finding) =>
          FindingType.of(asked.language, finding, shown.get(findingKey(finding)) ?? null),
        ),
      })),
    });
  }
}
