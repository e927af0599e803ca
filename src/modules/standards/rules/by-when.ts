import type { Facts } from '../domain/facts.js';
import { both } from '../domain/judgement.js';
import type { Bilingual, Stage } from '../domain/rule.js';

const BEFORE: Readonly<Record<Stage, Bilingual>> = {
  HARVEST: both('采收前', 'before the harvest'),
  PACK: both('包装前', 'before packing'),
  DECLARE: both('申报前', 'before the declaration'),
  LOAD: both('装柜前', 'before loading'),
  DEPART: both('离境前', 'before departure'),
  ARRIVE: both('抵达前', 'before arrival'),
};

/** Before which step something has to be done, and by which day where a lot has one planned: a part of a sentence. */
export function byWhen(stage: Stage, { lot }: Pick<Facts, 'lot'>): Bilingual {
  const before = BEFORE[stage];
  const leaves = lot?.plannedDeparture;
  return both(
    `${before.zh}${leaves ? `（计划 ${leaves} 发运）` : ''}`,
    `${before.en}${leaves ? ` (planned departure ${leaves})` : ''}`,
  );
}
