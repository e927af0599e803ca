import { Field } from '@nestjs/graphql';
import { IsIn } from 'class-validator';
import { describedEnum } from '../../graphql/enums.js';
import { DECLINE_REASONS, type DeclineReason } from './domain/settling.js';

export const DeclineReasonEnum = describedEnum<DeclineReason>(
  'CorrectionDeclineReason',
  'Why the base office declined a correction.',
  {
    CONTRADICTED: '与凭证不符: a document says otherwise, such as the report, the label or a delivery note.',
    NOT_SHOWN: '无凭证佐证: nothing was shown that says so.',
    NO_SLIP: '不属录入错误: it is no slip of the pen; what was found or done anew is entered as such.',
    WRONG_ENTRY: '更正对象有误: it takes the place of an entry that it does not concern.',
  },
);

/** The reason that whoever declines gives. */
export function DeclineReasonField(): PropertyDecorator {
  return (target, key) => {
    Field(() => DeclineReasonEnum, { description: 'Why.' })(target, key);
    IsIn(DECLINE_REASONS)(target, key);
  };
}
