/** A line of the paper, in Chinese and English. */
type Line = readonly [zh: string, en: string];

/**
 * What stands in for the paper of a laboratory: one page that says in both languages that it is an example and no report, and
 * which number of the demonstration it belongs to. The same for the same number, byte for byte.
 *
 * Chinese is set in a font that readers of PDF bring with them, so that no font has to be kept with the product.
 */
export function reportPaper(number: string): Buffer {
  const lines: readonly Line[] = [
    ['示范文件，不是检测报告', 'EXAMPLE - NOT A LABORATORY REPORT'],
    [`示范编号 ${number}`, `Number in the demonstration: ${number}`],
    ['没有实验室出具过本页，没有样品检测过', 'No laboratory issued this page, and no sample was tested.'],
  ];
  const content = lines.flatMap(([zh, en], i) => [
    `BT /Z 20 Tf 60 ${700 - i * 90} Td <${utf16(zh)}> Tj ET`,
    `BT /E 14 Tf 60 ${672 - i * 90} Td (${en}) Tj ET`,
  ]);
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /Z 5 0 R /E 6 0 R >> >> /Contents 4 0 R >>',
    streamOf(content.join('\n')),
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [7 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 8 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]);
}

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

const streamOf = (content: string): string =>
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** The objects one after the other, numbered from 1, with the table of where each begins. All of it is ASCII. */
function pdfOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const starts = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  const rows = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
