import { formatKg, sumGrams } from '../../../kernel/mass.js';
import { both, failed, listed, notApplicable, passed, said, step } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { codesOf } from '../domain/named-codes.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { claimsUnknown } from './brand-licence.js';
import { originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

interface IndicationOrigin {
  readonly indication: string;
  /** GB/T 2260 code of the protected area: a county (6 digits), or a town (9). */
  readonly areaCode: string;
}

/**
 * A batch may carry a geographical indication only if every gram of it grew in the protected area.
 *
 * @see reference/geographical-indications.json: 国家质检总局公告2010年第145号; its area was read elsewhere, secondary
 */
export const geographicalIndicationOrigin: RuleKind<IndicationOrigin> = {
  kind: 'geographical-indication-origin',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂去掉箱上的地理标志并作换标记录；已编入出口批的，先由出口企业移出。',
    'The packhouse takes the geographical indication off the cartons and records that; what is in a lot the exporter takes out first.',
  ),
  parseParameters: (raw) => {
    const read = readParameters('geographical-indication-origin', raw, ['indication', 'areaCode']);
    const areaCode = read.text('areaCode');
    if (!/^[0-9]{6}([0-9]{3})?$/.test(areaCode)) {
      throw new RangeError('geographical-indication-origin: areaCode must be 6 or 9 digits');
    }
    return { indication: read.text('indication'), areaCode };
  },
  codesIn: ({ indication, areaCode }) => [
    ...codesOf('INDICATION', [indication]),
    ...codesOf('AREA', [areaCode]),
  ],
  judge: ({ indication, areaCode }, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.indicationClaims === null) return claimsUnknown(batch, 'indicationClaims');
    if (!batch.indicationClaims.includes(indication)) {
      return notApplicable(both('该批未使用此地理标志。', 'The batch does not carry this indication.'));
    }
    if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
    const area = nameOf(facts, 'region', areaCode);
    const foreign = batch.origins.filter((origin) => !origin.townCode.startsWith(areaCode));
    if (foreign.length === 0) {
      return passed(
        said(() =>
          both(`全部来源在保护区域（${area.zh}）内。`, `Every gram grew in the protected area, ${area.en}.`),
        ),
        batch.origins.map(({ plotId, townCode }) => ({
          type: 'plot',
          id: plotId,
          field: 'townCode',
          value: townCode,
        })),
      );
    }
    const mass = formatKg(sumGrams(foreign.map((origin) => origin.massGrams)));
    const plots = listed(foreign.map((origin) => origin.plotCode));
    return failed(
      said(() =>
        both(
          `其中 ${mass} kg 产自保护区域（${area.zh}）以外（地块 ${plots.zh}），不得使用此名称。`,
          `${mass} kg grew outside the protected area, ${area.en} (${plots.en}): it may not carry the name.`,
        ),
      ),
      foreign.map(({ plotId, townCode }) => ({
        type: 'plot',
        id: plotId,
        field: 'townCode',
        value: townCode,
      })),
    );
  },
};
