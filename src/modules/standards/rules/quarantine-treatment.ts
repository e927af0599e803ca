import { compareDecimal, type Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import type { TreatmentFacts } from '../domain/pest-facts.js';
import { TREATMENT_KINDS, TREATMENT_NAMES, type TreatmentKind } from '../domain/pest-words.js';
import { batchOf, shipmentDay, type RuleKind } from '../domain/rule-kind.js';
import { readParameters } from './read-parameters.js';
import { pestsOf } from './pests.js';

interface TreatmentDemand {
  readonly treatment: TreatmentKind;
  /** Hours from when all probes had reached what is asked for; null: the rule names none. */
  readonly minimumHours: number | null;
  /** The highest temperature that may have been read; null: the rule names none. */
  readonly maximumCelsius: Decimal | null;
  /** Most hours without a reading; null: the rule names none. */
  readonly readingEveryHours: number | null;
}

const KIND = 'quarantine-treatment';
const FIELDS = ['treatment', 'minimumHours', 'maximumCelsius', 'readingEveryHours'];

/**
 * Before the fruit leaves, the batch had the named quarantine treatment 检疫处理: long enough, never warmer than
 * allowed, by a record that the base office has compared with its certificate. Every figure is the rule's. One
 * treatment that is enough is enough, whatever others were not. No rule of this kind ships: what was read of schedules
 * is research or of other origins, and must let nothing go.
 */
export const quarantineTreatment: RuleKind<TreatmentDemand> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '按规定的时间和温度重新处理，并由基地办公室确认。',
    'It is treated again for the time and at the temperature asked for, and the base office confirms it.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, FIELDS);
    return {
      treatment: read.oneOf('treatment', TREATMENT_KINDS),
      minimumHours: read.optionalInteger('minimumHours'),
      maximumCelsius: read.optionalDecimal('maximumCelsius'),
      readingEveryHours: read.optionalInteger('readingEveryHours'),
    };
  },
  judge: (demand, subject, { facts, at }) => {
    const batch = batchOf(subject);
    const leaves = shipmentDay(facts, at);
    const recorded = ofBatch(facts, batch.id, demand.treatment);
    const judgements = recorded.map((each) => judgeTreatment(demand, each, leaves));
    return best(judgements) ?? notTreated(batch.id, demand.treatment);
  },
};

const ofBatch = (facts: Facts, batchId: string, kind: TreatmentKind): TreatmentFacts[] =>
  pestsOf(facts).treatments.filter((each) => each.batchId === batchId && each.kind === kind);

const BEST_FIRST = ['PASS', 'INDETERMINATE', 'FAIL'];
const best = (judgements: readonly Judgement[]): Judgement | undefined =>
  judgements.toSorted((a, b) => BEST_FIRST.indexOf(a.verdict) - BEST_FIRST.indexOf(b.verdict))[0];

function judgeTreatment(demand: TreatmentDemand, told: TreatmentFacts, leaves: LocalDate | null): Judgement {
  const wrong = wrongWith(demand, told, leaves);
  if (wrong) return wrong;
  const name = TREATMENT_NAMES[demand.treatment];
  const missing = missingOf(demand, told);
  if (missing) return missing;
  return passed(
    said(() =>
      both(
        `该批已按要求做${name.zh}并经确认。`,
        `The batch had the ${name.en} that is asked for, and that is confirmed.`,
      ),
    ),
    evidenceOf(demand, told),
  );
}

/** What is recorded and speaks against it. */
function wrongWith(
  { treatment, minimumHours, maximumCelsius }: TreatmentDemand,
  told: TreatmentFacts,
  leaves: LocalDate | null,
): Judgement | null {
  const name = TREATMENT_NAMES[treatment];
  const { id, minutes, endedOn, highestCelsius } = told;
  if (minimumHours !== null && minutes !== null && minutes < minimumHours * 60)
    return failed(
      said(() =>
        both(
          `${name.zh}历时 ${minutes} 分钟，不足 ${minimumHours} 小时。`,
          `The ${name.en} took ${minutes} minutes, less than ${minimumHours} hours.`,
        ),
      ),
      [{ type: 'quarantine-treatment', id, field: 'minutes', value: minutes, unit: 'min' }],
    );
  if (
    maximumCelsius !== null &&
    highestCelsius !== null &&
    compareDecimal(highestCelsius, maximumCelsius) > 0
  )
    return failed(
      said(() =>
        both(
          `${name.zh}期间温度达 ${highestCelsius} ℃，高于 ${maximumCelsius} ℃。`,
          `During the ${name.en} ${highestCelsius} °C was read, above ${maximumCelsius} °C.`,
        ),
      ),
      [{ type: 'quarantine-treatment', id, field: 'highestCelsius', value: highestCelsius, unit: '°C' }],
    );
  if (endedOn !== null && leaves !== null && endedOn > leaves)
    return failed(
      said(() =>
        both(
          `${name.zh}于 ${endedOn} 才结束，在发运日 ${leaves} 之后。`,
          `The ${name.en} ended on ${endedOn}, after the shipment day ${leaves}.`,
        ),
      ),
      [{ type: 'quarantine-treatment', id, field: 'endedOn', value: endedOn }],
    );
  return null;
}

/** What is not recorded or not confirmed yet. */
function missingOf(demand: TreatmentDemand, told: TreatmentFacts): Judgement | null {
  const { readingEveryHours, maximumCelsius } = demand;
  const { endedOn, highestCelsius, longestSilenceMinutes, isConfirmed } = told;
  const name = TREATMENT_NAMES[demand.treatment];
  const evidence = evidenceOf(demand, told);
  if (endedOn === null)
    return undecided(
      said(() => both(`${name.zh}尚未结束。`, `The ${name.en} has not ended.`)),
      step('PACKHOUSE', '做处理的单位在结束后补记。', 'Whoever treats the fruit records the end of it.'),
      evidence,
    );
  const isSilent =
    readingEveryHours !== null &&
    (longestSilenceMinutes === null || longestSilenceMinutes > readingEveryHours * 60);
  if ((maximumCelsius !== null && highestCelsius === null) || isSilent)
    return undecided(
      said(() =>
        both(
          `${name.zh}期间的温度读数不全。`,
          `The temperatures during the ${name.en} are not all recorded.`,
        ),
      ),
      step(
        'PACKHOUSE',
        '做处理的单位补记全部温度读数。',
        'Whoever treated the fruit records all temperatures that were read.',
      ),
      evidence,
    );
  if (!isConfirmed)
    return undecided(
      said(() =>
        both(
          `${name.zh}已记录，尚未对照证书确认。`,
          `The ${name.en} is recorded, but not yet confirmed by its certificate.`,
        ),
      ),
      step(
        'BASE_OFFICE',
        '基地办公室对照处理证书确认该记录。',
        'The base office compares the record with the certificate of the treatment and confirms it.',
      ),
      evidence,
    );
  return null;
}

function notTreated(batchId: string, treatment: TreatmentKind): Judgement {
  const name = TREATMENT_NAMES[treatment];
  return undecided(
    said(() => both(`未记录该批的${name.zh}。`, `No ${name.en} of the batch is recorded.`)),
    step(
      'PACKHOUSE',
      '包装厂或出口企业记录检疫处理，由基地办公室对照证书确认。',
      'The packhouse or the exporter records the quarantine treatment, and the base office confirms it by the certificate.',
    ),
    [{ type: 'batch', id: batchId, field: 'quarantineTreatment', value: null }],
  );
}

const evidenceOf = ({ maximumCelsius }: TreatmentDemand, told: TreatmentFacts): Evidence[] => {
  const { id, minutes, highestCelsius } = told;
  const type = 'quarantine-treatment';
  return [
    { type, id, field: 'minutes', value: minutes, unit: 'min' },
    ...(maximumCelsius === null
      ? []
      : [{ type, id, field: 'highestCelsius', value: highestCelsius, unit: '°C' }]),
  ];
};
