/** What a lot was declared as; customs compares the fruit with it on site. */
export interface Declaration {
  readonly number: string;
  /** Codes of the varieties, sorted. */
  readonly varietyCodes: readonly string[];
  readonly cartonCount: number;
  /** Numbers of the orchard registrations printed on the cartons and of the packhouses, sorted. */
  readonly registrationNumbers: readonly string[];
  /** Customs districts of the packhouses, where it is declared. Absent in declarations made before they were kept. */
  readonly customsDistrictCodes?: readonly string[];
  /** Customs districts the fruit was grown under; fruit of another than the packhouse's has a supply certificate 产地供货证明. */
  readonly originCustomsDistrictCodes?: readonly string[];
}

/** What customs found on site. */
export interface CustomsFinding {
  readonly varietyCodes: readonly string[];
  readonly cartonCount: number;
  readonly registrationNumbers: readonly string[];
  /** Inside the fruit, in °C. Recorded; what is allowed is the market's matter. */
  readonly fruitTemperatureCelsius: string;
}

/** One thing that customs found different from the declaration. */
export interface Difference {
  readonly what: 'variety' | 'quantity' | 'registration';
  readonly declared: string;
  readonly found: string;
}

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();

/**
 * Where the fruit differs from its declaration: variety, quantity and registration numbers must be equal when customs
 * looks at the fruit on site. Order and repetition do not matter; the number of cartons does, to the carton. Customs'
 * practice as reported; no law that was read lists what is compared.
 */
export function differences(declared: Declaration, found: CustomsFinding): Difference[] {
  const result: Difference[] = [];
  const compare = (what: Difference['what'], was: readonly string[], is: readonly string[]): void => {
    const [a, b] = [sorted(was).join(', '), sorted(is).join(', ')];
    if (a !== b) result.push({ what, declared: a, found: b });
  };
  compare('variety', declared.varietyCodes, found.varietyCodes);
  compare('quantity', [String(declared.cartonCount)], [String(found.cartonCount)]);
  compare('registration', declared.registrationNumbers, found.registrationNumbers);
  return result;
}
