import type { QualityClass } from '../kernel/quality-class.js';
import { describedEnum } from './enums.js';

export const QualityClassEnum = describedEnum<QualityClass>(
  'QualityClass',
  'Class of UNECE FFV-14 and Regulation (EU) 2023/2429.',
  {
    EXTRA: 'Extra Class 特级.',
    I: 'Class I 一级.',
    II: 'Class II 二级.',
  },
);
