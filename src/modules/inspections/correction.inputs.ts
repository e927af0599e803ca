import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, ValidateNested } from 'class-validator';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { TextField } from '../../graphql/text-field.js';
import type { DefectCountId, InspectionId, LaboratoryResultId, MeasurementId } from '../../kernel/ids.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import { DeclineReasonField } from '../growing/settling.types.js';
import { TALLY_BASES, type TallyBasis } from '../standards/domain/defect-tally.js';
import { TallyBasisEnum } from './defect-count.types.js';
import { CountInput, MeasurementInput, ReportHeadInput } from './inspection.inputs.js';
import { ReportLineInput } from './report-line.types.js';

const AT_LEAST_ONE = { message: '至少一项 | must have at least one' };
const AT_MOST_600 = { message: '最多 600 项 | at most 600' };
const REASON = { description: 'Why: what was wrong, in a few words.', max: 500 };

/** What every correction says, whatever it corrects. */
@InputType({ isAbstract: true })
abstract class CorrectionInput extends CommandInputType {
  @IdField({ description: 'The inspection, sampled or signed.' })
  inspectionId!: InspectionId;

  @TextField(REASON)
  reason!: string;
}

@InputType({ description: 'A measured value as it should have been entered, in full.' })
export class MeasurementCorrectionInput extends MeasurementInput {
  @IdField({ description: 'The entry whose place it takes; of one that was corrected, its correction.' })
  correctsId!: MeasurementId;
}

@InputType({ description: 'Measured values that were entered wrongly, all for one reason.' })
export class CorrectMeasurementsInput extends CorrectionInput {
  @Field(() => [MeasurementCorrectionInput], { description: 'The values.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => MeasurementCorrectionInput)
  measurements!: MeasurementCorrectionInput[];
}

@InputType({ description: 'Measured values that should not have been entered at all.' })
export class VoidMeasurementsInput extends CorrectionInput {
  @IdListField({ max: 600, description: 'The entries.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  measurementIds!: MeasurementId[];
}

@InputType({ description: "A line of a laboratory's report as it should have been entered, in full." })
export class LaboratoryResultCorrectionInput extends ReportLineInput {
  @IdField({ description: 'The entry whose place it takes; of one that was corrected, its correction.' })
  correctsId!: LaboratoryResultId;
}

@InputType({ description: "Lines of one laboratory's report that were entered wrongly, all for one reason." })
export class CorrectLaboratoryResultsInput extends ReportHeadInput {
  @TextField(REASON)
  reason!: string;

  @Field(() => [LaboratoryResultCorrectionInput], { description: 'The lines.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => LaboratoryResultCorrectionInput)
  results!: LaboratoryResultCorrectionInput[];
}

@InputType({ description: "Lines of laboratories' reports that should not have been entered at all." })
export class VoidLaboratoryResultsInput extends CorrectionInput {
  @IdListField({ max: 600, description: 'The entries.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  resultIds!: LaboratoryResultId[];
}

@InputType({ description: 'What was counted in opened cartons as it should have been entered, in full.' })
export class DefectCorrectionInput extends CountInput {
  @IdField({ description: 'The entry whose place it takes; of one that was corrected, its correction.' })
  correctsId!: DefectCountId;
}

@InputType({ description: 'Counts of defects that were entered wrongly, all for one reason.' })
export class CorrectDefectsInput extends CorrectionInput {
  @Field(() => TallyBasisEnum, { defaultValue: 'NUMBER', description: 'Fruits, or their mass in grams.' })
  @IsIn(TALLY_BASES)
  basis!: TallyBasis;

  @Field(() => [DefectCorrectionInput], { description: 'The counts.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => DefectCorrectionInput)
  counts!: DefectCorrectionInput[];
}

@InputType({ description: 'Counts of defects that should not have been entered at all.' })
export class VoidDefectsInput extends CorrectionInput {
  @IdListField({ max: 600, description: 'The entries.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  countIds!: DefectCountId[];
}

/** Corrections that somebody agrees to or declines. */
@InputType({ isAbstract: true })
abstract class SettleResultCorrectionsInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @IdListField({
    max: 600,
    description:
      'The measurements, laboratory results and counts that correct or void others; the latest, if they were corrected since.',
  })
  @ArrayMinSize(1, AT_LEAST_ONE)
  entryIds!: (MeasurementId | LaboratoryResultId | DefectCountId)[];
}

@InputType({ description: 'Corrections of a signed inspection that somebody agrees to.' })
export class AgreeToResultCorrectionsInput extends SettleResultCorrectionsInput {}

@InputType({ description: 'Corrections of a signed inspection that somebody declines, all for one reason.' })
export class DeclineResultCorrectionsInput extends SettleResultCorrectionsInput {
  @DeclineReasonField()
  reason!: DeclineReason;
}
