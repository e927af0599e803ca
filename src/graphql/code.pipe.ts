import { Injectable, type PipeTransform } from '@nestjs/common';
import { asOnPaper } from './text-field.js';

/** Reads a code that somebody typed or scanned to look something up by: blanks around it and full-width signs say nothing. */
@Injectable()
export class CodePipe implements PipeTransform<string | null | undefined, string | null> {
  transform(code: string | null | undefined): string | null {
    const typed = asOnPaper(code ?? null, true);
    return typeof typed === 'string' ? typed : null;
  }
}
