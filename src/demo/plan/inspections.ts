import type { MeasurementParameterCode } from '../../modules/standards/domain/measurement-parameters.js';

export interface ResiduePlan {
  readonly substance: string;
  /** mg/kg; null: below the limit of quantification. */
  readonly found: string | null;
  readonly loq: string;
}

/** What differs from an ordinary inspection of a packed batch. */
export interface InspectionPlan {
  readonly batch: string;
  readonly packedOn: string;
  readonly measured?: Partial<Record<MeasurementParameterCode, string>>;
  readonly residues?: Readonly<Record<string, string>>;
  /** What the market asks for, or was applied, beside what is tested for everywhere. */
  readonly alsoTested?: readonly ResiduePlan[];
  readonly remarks?: string;
}

/** Good fruit of an ordinary year: invented values, well inside what any rule of the product asks. */
export const ORDINARY: Readonly<Partial<Record<MeasurementParameterCode, string>>> = {
  JUICE_CONTENT: '46.5',
  TSS: '11.8',
  TITRATABLE_ACID: '0.92',
  SUGAR_ACID_RATIO: '9.6',
  RED_FLESH_SHARE: '88',
  ANTHOCYANIN: '46',
  GREEN_SURFACE_SHARE: '3',
  SMALLEST_DIAMETER: '64',
  PACKAGE_SMALLEST_DIAMETER: '66',
  PACKAGE_LARGEST_DIAMETER: '75',
  OUT_OF_SIZE_SHARE: '2',
  OUT_OF_CLASS_SHARE: '3',
  BELOW_CLASS_II_SHARE: '0.5',
  DECAY_SHARE: '0.2',
};

export const SIZE_CODE = '6';

/** What was sprayed and applied after harvest, and one substance that everybody looks for. */
export const TESTED: readonly ResiduePlan[] = [
  { substance: 'imidacloprid', found: '0.05', loq: '0.01' },
  { substance: 'abamectin', found: null, loq: '0.005' },
  { substance: '2,4-d', found: null, loq: '0.01' },
  { substance: 'chlorpyrifos', found: null, loq: '0.01' },
  { substance: 'imazalil', found: '0.42', loq: '0.01' },
];

/** Heavy metals that the European Union and Russia limit. */
const LEAD: ResiduePlan = { substance: 'lead', found: null, loq: '0.02' };
const CADMIUM: ResiduePlan = { substance: 'cadmium', found: null, loq: '0.005' };
const ARSENIC: ResiduePlan = { substance: 'arsenic', found: null, loq: '0.02' };

export const INSPECTIONS: readonly InspectionPlan[] = [
  { batch: 'P2526-Z01', packedOn: '2026-01-14' },
  { batch: 'P2526-R01', packedOn: '2026-01-14', measured: { TSS: '12.1', ANTHOCYANIN: '39' } },
  { batch: 'P2526-Z02A', packedOn: '2026-01-21' },
  { batch: 'P2526-Z02B', packedOn: '2026-01-21' },
  { batch: 'P2526-R02', packedOn: '2026-01-21', measured: { JUICE_CONTENT: '44.8' } },
  { batch: 'P2526-Z03', packedOn: '2026-02-04' },
  { batch: 'P2526-R03', packedOn: '2026-02-04', measured: { TSS: '12.4' } },
  { batch: 'P2526-Z04', packedOn: '2026-02-05', alsoTested: [LEAD, CADMIUM] },
  // The second bath left what the European Union does not tolerate.
  {
    batch: 'P2526-R04',
    packedOn: '2026-02-05',
    measured: { TITRATABLE_ACID: '0.88' },
    alsoTested: [LEAD, CADMIUM, { substance: 'prochloraz', found: '0.31', loq: '0.01' }],
  },
  { batch: 'P2526-Z05', packedOn: '2026-02-07', residues: { '2,4-d': '0.03' } },
  { batch: 'P2526-R05A', packedOn: '2026-02-07' },
  { batch: 'P2526-R05B', packedOn: '2026-02-07' },
  // Above the limit of the fictional market, 0.02 mg/kg: the fruit is good to look at and may not go.
  {
    batch: 'P2526-Z06',
    packedOn: '2026-02-11',
    residues: { abamectin: '0.031' },
    remarks:
      '外观和内质合格；残留结果见报告，由规则判定。 Quality is good; the residues of the report are judged by rule.',
  },
  { batch: 'P2526-R06A', packedOn: '2026-02-11' },
  { batch: 'P2526-R06B', packedOn: '2026-02-11' },
  {
    batch: 'P2526-Z07',
    packedOn: '2026-02-12',
    residues: { abamectin: '0.008' },
    alsoTested: [LEAD, ARSENIC],
  },
  // Pale flesh 失血, the quality complaint of the region.
  {
    batch: 'P2526-R07',
    packedOn: '2026-02-12',
    measured: { RED_FLESH_SHARE: '0', ANTHOCYANIN: '4' },
    alsoTested: [LEAD, ARSENIC],
    remarks:
      '失血：剖检样品果肉全无红色，建议降级。 Pale flesh: no red in the cut sample; a lower class is advised.',
  },
  { batch: 'P2526-Z08', packedOn: '2026-02-14' },
  { batch: 'P2526-R09', packedOn: '2026-02-18' },
  { batch: 'P2526-M10', packedOn: '2026-02-21' },
  { batch: 'P2526-Z11', packedOn: '2026-02-26' },
  { batch: 'P2526-R11', packedOn: '2026-02-26' },
  { batch: 'P2526-Z12', packedOn: '2026-02-27' },
];
