import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { LimitLevel } from './narrowest-limits.js';
import type { Bilingual, Confidence, Effect, RuleSubject, Source, Stage, Unity } from './rule.js';

/** What an entry of an edition is about. All but rules belong to market packs. */
export type EntryType = 'RULE' | 'RESIDUE_LIMIT' | 'RESIDUE_FALLBACK' | 'MARKET_STATUS' | 'QUESTION';

/** Days on which an entry applies, both included; null is as long as its edition does. */
interface Dated {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

export interface SaidRule extends Dated {
  readonly type: 'RULE';
  readonly unity: Unity;
  readonly subject: RuleSubject;
  readonly kind: string;
  readonly parameters: object;
  readonly marketCode: string | null;
  readonly exceptMarkets: readonly string[];
  readonly stage: Stage;
  readonly effect: Effect;
  readonly title: Bilingual;
}

export interface SaidResidueLimit extends Dated {
  readonly type: 'RESIDUE_LIMIT';
  readonly substance: string;
  readonly substanceName: Bilingual;
  /** As the market's table words it. */
  readonly commodity: string;
  readonly level: LimitLevel;
  readonly limitMicrogramsPerKg: MicrogramsPerKg;
  readonly atLoq: boolean;
  readonly residueDefinition: string | null;
}

export interface SaidResidueFallback extends Dated {
  readonly type: 'RESIDUE_FALLBACK';
  /** Where the market looks, in order. */
  readonly steps: readonly string[];
  readonly defaultMicrogramsPerKg: MicrogramsPerKg | null;
  readonly mustNotBeDetected: boolean;
  /** Whether the limits of the pack are the market's whole list. */
  readonly listComplete: boolean;
}

export interface SaidMarketStatus extends Dated {
  readonly type: 'MARKET_STATUS';
  readonly status: 'OPEN' | 'CLOSED';
  readonly note: Bilingual | null;
}

/** Something about the market that nobody has read yet. */
export interface SaidQuestion {
  readonly type: 'QUESTION';
  readonly text: Bilingual;
  /** Null: open. Closed by an answer that a second person countersigns. */
  readonly answer: string | null;
}

export type Content = SaidRule | SaidResidueLimit | SaidResidueFallback | SaidMarketStatus | SaidQuestion;

/** Before anybody countersigned. `official` only where it was copied unchanged from what the product ships. */
export type SaidConfidence = 'official' | 'secondary' | 'unverified';

/** All that a person signs for. */
export interface Said {
  readonly content: Content;
  readonly source: Source;
  readonly confidence: SaidConfidence;
}

/** An entry as decisions look at it. */
export interface Entry {
  readonly type: EntryType;
  readonly code: string;
  readonly said: Said;
  readonly hasScan: boolean;
  readonly enteredById: string;
  readonly countersignedById: string | null;
  readonly ownerId: string | null;
  readonly dueOn: LocalDate | null;
}

/** How far an entry may be trusted: nobody's word makes it more than unverified but that of a second person. */
export function confidenceOf(entry: Pick<Entry, 'said' | 'countersignedById'>): Confidence {
  if (entry.said.confidence === 'official') return 'official';
  return entry.countersignedById === null ? entry.said.confidence : 'confirmed';
}

/** Whether it still waits for somebody. */
export const isOpen = (entry: Pick<Entry, 'said' | 'countersignedById'>): boolean =>
  !['official', 'confirmed'].includes(confidenceOf(entry));

/** What an entry is called, for lists and sentences. */
export function titleOf({ content }: Said): Bilingual {
  switch (content.type) {
    case 'RULE':
      return content.title;
    case 'RESIDUE_LIMIT':
      return {
        zh: `${content.substanceName.zh}残留限量`,
        en: `residue limit of ${content.substanceName.en}`,
      };
    case 'RESIDUE_FALLBACK':
      return { zh: '未列农药的适用规则', en: 'what applies to substances that are not listed' };
    case 'MARKET_STATUS':
      return content.status === 'OPEN'
        ? { zh: '市场开放', en: 'the market is open' }
        : { zh: '市场关闭', en: 'the market is closed' };
    case 'QUESTION':
      return content.text;
  }
}
