import type { UnitName } from '../../../kernel/units.js';
import type { Bilingual } from './rule.js';

/** Something an inspection measures, with the one unit it is compared in. */
export interface MeasurementParameter {
  readonly unit: UnitName;
  readonly name: Bilingual;
  /** How it is taken, where no text says so and two people could take it differently; see `measurement-methods`. */
  readonly how?: Bilingual;
}

const parameter = (unit: UnitName, zh: string, en: string, how?: Bilingual): MeasurementParameter => ({
  unit,
  name: { zh, en },
  ...(how ? { how } : {}),
});

/**
 * What an inspection measures, by code, with the one unit a rule compares in ("1" is a ratio without unit, °Brix is
 * written `Brix`). TSS/acid 固酸比 and sugar/acid 糖酸比 are two different things: (EU) 2023/2429 names the second.
 */
export const MEASUREMENT_PARAMETERS = {
  JUICE_CONTENT: parameter('%', '果汁率', 'Juice content'),
  SUGAR_ACID_RATIO: parameter('1', '糖酸比', 'Sugar/acid ratio'),
  TSS: parameter('Brix', '可溶性固形物', 'Total soluble solids'),
  TITRATABLE_ACID: parameter('%', '可滴定酸', 'Titratable acid'),
  TSS_ACID_RATIO: parameter('1', '固酸比', 'TSS/acid ratio'),
  ANTHOCYANIN: parameter('mg/L', '花色苷', 'Anthocyanin'),
  RED_FLESH_SHARE: parameter('%', '果肉见红果比例', 'Share of cut fruit with red flesh'),
  GREEN_SURFACE_SHARE: parameter('%', '果面绿色比例', 'Green share of the surface'),
  SMALLEST_DIAMETER: parameter('mm', '最小果径', 'Smallest diameter'),
  PACKAGE_SMALLEST_DIAMETER: parameter('mm', '同箱最小果径', 'Smallest diameter in the package', {
    zh: '取果径差最大的一箱，计入规格容许度的果除外。',
    en: 'In the package with the widest range, without the fruit counted in the size tolerance.',
  }),
  PACKAGE_LARGEST_DIAMETER: parameter('mm', '同箱最大果径', 'Largest diameter in the package', {
    zh: '与最小果径取自同一箱。',
    en: 'From the same package as the smallest.',
  }),
  OUT_OF_SIZE_SHARE: parameter('%', '规格不符果比例', 'Share outside the size'),
  OUT_OF_CLASS_SHARE: parameter('%', '不符本等级果比例', 'Share below the class'),
  CLASS_II_SHARE: parameter('%', '仅达二级果比例', 'Share of Class II quality'),
  BELOW_CLASS_II_SHARE: parameter('%', '低于二级或腐烂果比例', 'Share below Class II or decayed'),
  DECAY_SHARE: parameter('%', '腐烂果比例', 'Share decayed'),
} as const satisfies Readonly<Record<string, MeasurementParameter>>;

/** What a code of the list is called; a code that is none stays as it is. */
export const measuredName = (code: string): Bilingual =>
  isMeasurementParameter(code) ? MEASUREMENT_PARAMETERS[code].name : { zh: code, en: code };

/** A value with its unit, as sentences write it: "30 %", "6.5", "53 mm", "12 °Brix". */
export const withUnit = (value: string, unit: string): string =>
  unit === '1' ? value : `${value} ${unit === 'Brix' ? '°Brix' : unit}`;

export type MeasurementParameterCode = keyof typeof MEASUREMENT_PARAMETERS;

/** Whether a rule's parameter or an input names something of the closed list above. */
export const isMeasurementParameter = (code: string): code is MeasurementParameterCode =>
  Object.hasOwn(MEASUREMENT_PARAMETERS, code);
