import { both, failed, passed, restingOn, said, step, undecided, worstOf } from '../domain/judgement.js';
import { marketNamed } from '../domain/names.js';
import { shipmentDay, within, type RuleKind } from '../domain/rule-kind.js';
import { closedMarketNeverReleased } from './never-released.js';
import { marketUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/**
 * The market is open to the fruit on the day it leaves. A market nothing is known about is not taken to be open.
 *
 * @see reference/working-rules.md, rule 9; reference/market-status.json
 */
export const marketOpen: RuleKind<null> = {
  kind: 'market-open',
  subjects: ['LOT', 'SHIPMENT'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: true,
  releasable: closedMarketNeverReleased,
  remedy: step(
    'EXPORTER',
    '出口企业改发已开放的市场，或等市场开放。',
    'The exporter ships to a market that is open, or waits until this one is.',
  ),
  parseParameters: (raw) => {
    readParameters('market-open', raw, []);
    return null;
  },
  judge: (_, __, { facts, at }) => {
    const { market } = facts;
    if (market === null) return marketUnknown();
    const day = shipmentDay(facts, at);
    if (day === null) return departureUnknown();
    const name = marketNamed(facts, market);
    const known = facts.marketStatus.filter((each) => within(day, each.validFrom, each.validTo));
    if (known.length === 0) {
      return undecided(
        said(() =>
          both(
            `不知道${name.zh}市场在 ${day} 是否开放。`,
            `Whether the market ${name.en} is open on ${day} is not known.`,
          ),
        ),
        step(
          'BASE_OFFICE',
          '基地办公室查明并录入市场开放状态。',
          'The base office finds out and enters the state of the market.',
        ),
        [{ type: 'market', id: market, field: 'status', value: null }],
      );
    }
    return worstOf(
      known.map((each) => {
        const evidence = [
          { type: 'market', id: market, field: 'status', value: each.status },
          { type: 'market', id: market, field: 'source', value: each.source.document },
        ];
        const judgement =
          each.status === 'OPEN'
            ? passed(
                said(() =>
                  both(`${name.zh}市场在 ${day} 开放。`, `The market ${name.en} is open on ${day}.`),
                ),
                evidence,
              )
            : failed(
                said(() =>
                  both(`${name.zh}市场在 ${day} 关闭。`, `The market ${name.en} is closed on ${day}.`),
                ),
                evidence,
              );
        return restingOn(judgement, each.confidence);
      }),
    );
  },
};

/** What to answer where neither a planned nor an actual day of departure is recorded. */
export const departureUnknown = () =>
  undecided(
    both('未确定发运日期。', 'No day of departure is set.'),
    step('EXPORTER', '出口企业填写计划发运日期。', 'The exporter enters the planned day of departure.'),
  );
