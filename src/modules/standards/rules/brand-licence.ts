import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts, LicenceFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, notApplicable, passed, said, step, undecided, worstOf } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import type { Bilingual } from '../domain/rule.js';
import { batchOf, within, type RuleKind } from '../domain/rule-kind.js';
import { packingDayUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

interface BrandLicence {
  readonly holder: 'PACKER' | 'EXPORTER';
}

const HOLDER = { PACKER: both('包装厂', 'packhouse'), EXPORTER: both('出口企业', 'exporter') } as const;

/**
 * 统一品牌: whoever uses a brand printed on the batch held a valid licence for it on the packing day.
 *
 * @see reference/working-rules.md, rule 4
 */
export const brandLicence: RuleKind<BrandLicence> = {
  kind: 'brand-licence',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂去掉箱上的品牌并作换标记录，已编入出口批的先由出口企业移出；包装日已获授权而未录入的，由基地办公室补录。',
    'The packhouse takes the brand off the cartons and records that; what is in a lot the exporter takes out first. A licence that was valid on the packing day and is not on record the base office enters.',
  ),
  parseParameters: (raw) => ({
    holder: readParameters('brand-licence', raw, ['holder']).oneOf('holder', ['PACKER', 'EXPORTER']),
  }),
  judge: ({ holder }, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.brandClaims === null) return claimsUnknown(batch, 'brandClaims');
    if (batch.brandClaims.length === 0) {
      return notApplicable(both('该批未使用品牌。', 'The batch carries no brand.'));
    }
    if (batch.packedOn === null || batch.packerId === null) return packingDayUnknown(batch);
    const user = holder === 'PACKER' ? batch.packerId : facts.lot?.exporterId;
    if (user === undefined) {
      return undecided(
        both('尚无出口企业。', 'No exporter is known yet.'),
        step('EXPORTER', '出口企业将该批编入联合出口批。', 'The exporter takes the batch into a joint lot.'),
      );
    }
    const { packedOn } = batch;
    return worstOf(
      batch.brandClaims.map((brand) =>
        judgeLicence(facts, { kind: 'BRAND', name: brand }, user, packedOn, HOLDER[holder]),
      ),
    );
  },
};

/**
 * Whether an organisation held a licence of that name on the day; says when one ended or begins.
 *
 * @param day    the packing day
 * @param holder what the organisation is called in the sentence
 */
export function judgeLicence(
  facts: Facts,
  licence: Pick<LicenceFacts, 'kind' | 'name'>,
  organisationId: string,
  day: LocalDate,
  holder: Bilingual,
): Judgement {
  const held = facts.licences.filter(
    (each) =>
      each.kind === licence.kind && each.name === licence.name && each.organisationId === organisationId,
  );
  const valid = held.find((each) => within(day, each.validFrom, each.validTo));
  const name = nameOf(facts, 'brand', licence.name);
  if (valid) {
    return passed(
      said(() =>
        both(
          `包装日 ${day} ${holder.zh}持有${quoted(name.zh)}的有效授权。`,
          `On the packing day ${day} the ${holder.en} held a valid licence for ${name.en}.`,
        ),
      ),
      [{ type: 'licence', id: valid.id, field: 'validTo', value: valid.validTo }],
    );
  }
  const evidence = held.length
    ? held.map((each) => ({ type: 'licence', id: each.id, field: 'validTo', value: each.validTo }))
    : [{ type: 'organisation', id: organisationId, field: 'licence', value: null }];
  const ended = held.findLast((each) => each.validTo !== null && each.validTo < day);
  const why = ended
    ? both(`授权已于 ${ended.validTo} 终止`, `its licence ended on ${ended.validTo}`)
    : both('没有授权', 'it held none');
  return failed(
    said(() =>
      both(
        `包装日 ${day} ${holder.zh}无权使用${quoted(name.zh)}：${why.zh}。`,
        `On the packing day ${day} the ${holder.en} had no right to use ${name.en}: ${why.en}.`,
      ),
    ),
    evidence,
  );
}

const quoted = (name: string): string => `“${name}”`;

/** What to answer where nobody recorded which brand or indication the labels of a batch carry. */
export const claimsUnknown = (batch: BatchFacts, field: 'brandClaims' | 'indicationClaims'): Judgement =>
  undecided(
    both('未记录标签上的品牌和地理标志。', 'What the labels claim is not recorded.'),
    step('PACKHOUSE', '包装厂记录所用标签。', 'The packhouse records the labels used.'),
    [{ type: 'batch', id: batch.id, field, value: null }],
  );
