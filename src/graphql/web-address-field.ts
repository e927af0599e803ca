import { applyDecorators } from '@nestjs/common';
import { Satisfies } from './constraints.js';
import { TextField } from './text-field.js';

/** An input field for where a text is published: somebody will follow it, so it leads to the web and nowhere else. */
export const WebAddressField = ({ description }: { description: string }): PropertyDecorator =>
  applyDecorators(
    TextField({
      nullable: true,
      max: 500,
      description: `${description} An address of the web, http or https.`,
    }),
    Satisfies(isWebAddress, {
      zh: '应为以 https:// 或 http:// 开头的网址',
      en: 'must be an address that begins with https:// or http://',
    }),
  );

/** Whether a text is a whole address of the web: no `javascript:`, no file, nothing that depends on the page it stands in. */
export function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || /\s/.test(value)) return false;
  return URL.canParse(value);
}
