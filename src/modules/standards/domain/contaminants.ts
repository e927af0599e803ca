import type { Bilingual } from './rule.js';

/** What is no pesticide and has limits of its own: heavy metals 重金属, by the code of the substance table. */
export const CONTAMINANTS = {
  lead: { zh: '铅', en: 'lead' },
  cadmium: { zh: '镉', en: 'cadmium' },
  arsenic: { zh: '砷', en: 'arsenic' },
  mercury: { zh: '汞', en: 'mercury' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ContaminantCode = keyof typeof CONTAMINANTS;

/** Whether a laboratory's result is of a contaminant: limits of pesticides say nothing of it. */
export const isContaminant = (code: string): code is ContaminantCode => Object.hasOwn(CONTAMINANTS, code);
