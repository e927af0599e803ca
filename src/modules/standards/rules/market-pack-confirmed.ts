import { both, passed, restingOn, step, undecided } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { settles } from '../domain/rule.js';
import { shipmentDay, within, type RuleKind } from '../domain/rule-kind.js';
import { marketUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/**
 * Somebody read what the market demands this season, and a second person countersigned. Without it the other rules
 * for a market could all pass while a demand nobody has read stays unjudged.
 *
 * There is no failing it: a pack that is missing, outdated or not confirmed says nothing against the fruit.
 */
export const marketPackConfirmed: RuleKind<null> = {
  kind: 'market-pack-confirmed',
  subjects: ['LOT', 'SHIPMENT'],
  actDay: 'SHIPMENT_DAY',
  releasable: true,
  remedy: step(
    'BASE_OFFICE',
    '基地办公室编制并复核市场要求汇编。',
    'The base office compiles the market pack and has it countersigned.',
  ),
  parseParameters: (raw) => {
    readParameters('market-pack-confirmed', raw, []);
    return null;
  },
  judge: (_, __, { facts, at }) => {
    const { market, marketPack: pack } = facts;
    if (market === null) return marketUnknown();
    const name = nameOf(facts, 'market', market);
    const day = shipmentDay(facts, at) ?? at.date;
    if (!pack || !within(day, pack.validFrom, pack.validTo)) {
      return undecided(
        both(
          `没有适用于 ${day} 的${name.zh}市场要求汇编。`,
          `No market pack for ${name.en} applies on ${day}.`,
        ),
        step(
          'BASE_OFFICE',
          '基地办公室编制市场要求汇编，第二人复核。',
          'The base office compiles the market pack and a second person countersigns it.',
        ),
        [{ type: 'market', id: market, field: 'pack', value: pack?.edition ?? null }],
      );
    }
    const evidence = [{ type: 'market-pack', id: pack.edition, field: 'confidence', value: pack.confidence }];
    if (!settles(pack.confidence) || pack.missing.length > 0) {
      const zh = pack.missing.map((each) => each.zh).join('；') || '未经第二人复核';
      const en = pack.missing.map((each) => each.en).join('; ') || 'not countersigned';
      const judgement = undecided(
        both(
          `${name.zh}市场的要求尚有未确认之处：${zh}。`,
          `Demands of ${name.en} are not confirmed yet: ${en}.`,
        ),
        step(
          'BASE_OFFICE',
          '基地办公室逐条核对原文，第二人复核。',
          'The base office checks each against its text and a second person countersigns.',
        ),
        evidence,
      );
      return restingOn(judgement, pack.confidence);
    }
    const text = both(
      `${name.zh}市场的要求已核对并复核（${pack.edition}）。`,
      `The demands of ${name.en} were read and countersigned (${pack.edition}).`,
    );
    return restingOn(passed(text, evidence), pack.confidence);
  },
};
