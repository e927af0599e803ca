import { Field, InputType } from '@nestjs/graphql';
import { IsIn, IsOptional } from 'class-validator';
import { DecimalScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import {
  RESIDUE_DEFINITION_KINDS,
  type ResidueDefinitionKind,
} from '../standards/domain/residue-definition.js';
import { ResidueDefinitionKindEnum } from '../standards/residue-definition.types.js';
import type { ReportLine } from './domain/read-laboratory-report.js';

export const SUBSTANCE_TOLD =
  'The name by which the report calls it, where that is another name of the substance that two people made known and may take back; empty: its code or a name of the list.';
export const SUBSTANCE_TODAY =
  'The substance it is a test of today, by code. Empty where the name it was entered by was taken back since: it is then a test of nothing, and what was found stays open until the line is put right.';

/** One line of a report, of one batch or of fruit that is covered together. */
@InputType({ isAbstract: true })
export class ReportLineInput implements ReportLine {
  @TextField({
    description: 'Substance, by code or any name that is known of it, such as imazalil or 抑霉唑.',
    max: 80,
  })
  substance!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Residue in mg/kg as the report prints it, such as "0.012"; empty, and no `value`: below the limit of quantification.',
  })
  @IsOptional()
  mgPerKg?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Residue in `unit` as the report prints it, such as "12" µg/kg, in the place of `mgPerKg`.',
  })
  @IsOptional()
  value?: Decimal | null;

  @Field(() => DecimalScalar, {
    description: 'Limit of quantification in `unit`, such as "0.01" mg/kg.',
  })
  limitOfQuantification!: Decimal;

  @TextField({
    nullable: true,
    max: 20,
    description:
      'Unit of `value` and of the limit of quantification, mg/kg or µg/kg, as the report writes it; ppm is read as mg/kg and ppb as µg/kg; mg/kg where left out. Converted exactly; what is finer than 1 µg/kg is refused.',
  })
  unit?: string | null;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description: 'What the laboratory counted as the residue; empty where its report does not say.',
  })
  @IsOptional()
  @IsIn(RESIDUE_DEFINITION_KINDS)
  residueDefinitionKind?: ResidueDefinitionKind | null;

  @TextField({
    nullable: true,
    max: 300,
    description:
      'The definition it reports by, as `residueDefinitions` words it; of one that is not among them only the kind is said.',
  })
  residueDefinition?: string | null;
}
