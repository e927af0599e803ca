import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isUuid } from '../kernel/ids.js';
import { badInput } from './input-errors.js';

/** For an id that is an argument of its own: `@Args('id', { type: () => ID }, IdPipe)`. Inputs use `@IdField`. */
@Injectable()
export class IdPipe implements PipeTransform {
  /** @throws GraphQLError BAD_USER_INPUT naming the argument, if it is neither absent nor a UUID */
  transform(value: unknown, { data: argument }: ArgumentMetadata): unknown {
    if (value === null || value === undefined) return value;
    if (!isUuid(value))
      throw badInput([{ path: [argument ?? 'id'], message: { zh: '应为 UUID', en: 'must be a UUID' } }]);
    return value.toLowerCase();
  }
}
