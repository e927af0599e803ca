import { both, notApplicable, step } from '../domain/judgement.js';
import { codesOf } from '../domain/named-codes.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { claimsUnknown, judgeLicence } from './brand-licence.js';
import { packingDayUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/**
 * Whoever packs under a geographical indication was an authorised user of it on the packing day.
 *
 * @see reference/geographical-indications.json: 国家质检总局公告2010年第145号
 */
export const geographicalIndicationUser: RuleKind<{ readonly indication: string }> = {
  kind: 'geographical-indication-user',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂去掉箱上的地理标志并作换标记录，已编入出口批的先由出口企业移出；包装日已获授权而未录入的，由基地办公室补录。',
    'The packhouse takes the geographical indication off the cartons and records that; what is in a lot the exporter takes out first. A licence that was valid on the packing day and is not on record the base office enters.',
  ),
  parseParameters: (raw) => ({
    indication: readParameters('geographical-indication-user', raw, ['indication']).text('indication'),
  }),
  codesIn: ({ indication }) => codesOf('INDICATION', [indication]),
  judge: ({ indication }, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.indicationClaims === null) return claimsUnknown(batch, 'indicationClaims');
    if (!batch.indicationClaims.includes(indication)) {
      return notApplicable(both('该批未使用此地理标志。', 'The batch does not carry this indication.'));
    }
    if (batch.packedOn === null || batch.packerId === null) return packingDayUnknown(batch);
    const licence = { kind: 'GEOGRAPHICAL_INDICATION', name: indication } as const;
    return judgeLicence(facts, licence, batch.packerId, batch.packedOn, both('包装厂', 'packhouse'));
  },
};
