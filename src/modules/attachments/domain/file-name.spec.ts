import { describe, expect, it } from '@jest/globals';
import { disposition, keptName, nameToSave } from './file-name.js';

describe('the name of a file as it is kept', () => {
  it.each<[string, string | null]>([
    ['检测报告 2026.pdf', '检测报告 2026.pdf'],
    ['/home/somebody/报告.pdf', '报告.pdf'],
    ['C:\\Users\\somebody\\report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..', null],
    ['.htaccess', 'htaccess'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['zero\u200bwidth\0.pdf', 'zerowidth.pdf'],
    ['half \ud800 a character.pdf', 'half a character.pdf'],
    ['e\u0301te\u0301.png', '\u00e9t\u00e9.png'],
    ['a "b" <c>|d?*.jpg', 'a _b_ _c__d__.jpg'],
    ['  . . ', null],
    ['', null],
    ['folder/', null],
    [`${'很'.repeat(200)}.pdf`, `${'很'.repeat(65)}.pdf`],
    [`${'a'.repeat(300)}.jpeg`, `${'a'.repeat(115)}.jpeg`],
    [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(118)}`],
  ])('%j becomes %j', (told, kept) => expect(keptName(told)).toBe(kept));
});

describe('the name of a file as it is handed out', () => {
  it.each([
    ['report.pdf', 'application/pdf', 'report.pdf'],
    ['REPORT.PDF', 'application/pdf', 'REPORT.PDF'],
    ['report.exe', 'application/pdf', 'report.exe.pdf'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['photo', 'image/heic', 'photo.heic'],
    [null, 'image/png', 'fallback.png'],
  ] as const)('%j of %s is %s', (kept, type, name) => expect(nameToSave(kept, type, 'fallback')).toBe(name));

  it('stands in the header twice, in ASCII and in UTF-8', () => {
    expect(disposition("报告 (1)'50%'.pdf")).toBe(
      `attachment; filename="__ (1)'50_'.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%281%29%2750%25%27.pdf`,
    );
  });
});
