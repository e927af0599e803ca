import { Field, ID, ObjectType } from '@nestjs/graphql';
import { EVENT_ID } from '../live/live.types.js';
import { WorksheetType } from './worksheet.types.js';

@ObjectType('WorksheetChange', {
  description: 'A worksheet as it is after something was entered, or something else turned a finding of it.',
})
export class WorksheetChangeType {
  @Field(() => ID, { description: EVENT_ID })
  eventId!: string;

  @Field(() => WorksheetType, { description: 'The worksheet as it would be answered now.' })
  worksheet!: WorksheetType;
}
