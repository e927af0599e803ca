import type { LocalDate } from '../../../kernel/local-date.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, shipmentDay, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll } from './entered.js';
import { registrationNeverReleased } from './never-released.js';
import { marketUnknown, packingDayUnknown } from './origins.js';
import {
  answerOf,
  coveringPackhouse,
  readDemand,
  type Answer,
  type RegistrationDemand,
} from './registrations.js';

/**
 * The packhouse stood under a registration for the market on the packing day, and that registration is still valid on
 * the shipment day.
 *
 * @see reference/rules.json: Order 91, Art. 4(2), and the texts of the markets that demand it
 */
export const packhouseRegistration: RuleKind<RegistrationDemand> = {
  kind: 'packhouse-registration',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: true,
  releasable: registrationNeverReleased,
  remedy: step(
    'PACKHOUSE',
    '包装厂办理注册登记；已包装的果实改发不要求注册登记的市场。',
    'The packhouse has itself registered; fruit already packed goes to a market that asks for no registration.',
  ),
  parseParameters: (raw) => readDemand('packhouse-registration', raw),
  judge: ({ anyMarket }, subject, ctx) => {
    const { facts, at } = ctx;
    const batch = batchOf(subject);
    if (!anyMarket && facts.market === null) return marketUnknown();
    const { packedOn, packerId } = batch;
    if (packedOn === null || packerId === null) return packingDayUnknown(batch);
    const covering = coveringPackhouse(facts, packerId, packedOn);
    const answer = answerOf(covering, anyMarket ? null : facts.market, shipmentDay(facts, at));
    return sayOf(answer, packerId, packedOn, ctx);
  },
};

function sayOf(answer: Answer, packerId: string, packedOn: LocalDate, ctx: JudgeContext): Judgement {
  const number = answer.kind === 'none' ? null : answer.registration.number;
  const evidence = [{ type: 'organisation', id: packerId, field: 'registration', value: number }];
  switch (answer.kind) {
    case 'valid':
      return passed(
        said(() => both(`包装厂注册登记 ${number} 有效。`, `Packhouse registration ${number} is valid.`)),
        evidence,
      );
    case 'unconfirmed':
      return undecided(
        said(() =>
          both(
            `包装厂注册登记 ${number} 已录入，基地办公室尚未确认。`,
            `Packhouse registration ${number} is entered and the base office has not confirmed it yet.`,
          ),
        ),
        confirmationOf(answer.unconfirmed, CUSTOMS_PAPER, ctx),
        [...evidence, ...evidenceOfAll(answer.unconfirmed)],
      );
    case 'market-not-recorded':
      return undecided(
        said(() =>
          both(
            `包装厂注册登记 ${number} 未记录适用市场。`,
            `Packhouse registration ${number} does not say for which markets.`,
          ),
        ),
        step(
          'PACKHOUSE',
          '包装厂补记注册登记的适用市场。',
          'The packhouse records the markets of the registration.',
        ),
        evidence,
      );
    case 'ended':
      return failed(
        said(() =>
          both(
            `包装厂注册登记 ${number} 到发运日已失效。`,
            `Packhouse registration ${number} is no longer valid on the shipment day.`,
          ),
        ),
        evidence,
      );
    case 'other-market':
    case 'none':
      return failed(
        said(() =>
          both(
            `包装日 ${packedOn} 包装厂没有面向该市场的有效注册登记。`,
            `On the packing day ${packedOn} the packhouse held no valid registration for the market.`,
          ),
        ),
        evidence,
      );
  }
}
