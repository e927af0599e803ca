/** What is printed on the cartons for the European Union, which wants more on them than any other market of the season. */
export const LABEL_DESIGN = {
  code: 'DEMO-LD-01',
  organisation: 'DEMO-PACK-RC',
  market: 'EU',
  marks: ['PACKER', 'PRODUCE', 'VARIETY', 'ORIGIN', 'CLASS', 'SIZE', 'POST_HARVEST_TREATMENT', 'BATCH_CODE'],
  texts: '示范标签 Demo label: BLOOD ORANGES, TAROCCO, ORIGIN CHINA, CLASS I, SIZE 6',
  enteredBy: 'base',
  confirmedBy: 'base-two',
} as const;

/** Packed batches whose cartons carry it. */
export const LABELLED = ['P2526-Z04', 'P2526-R04'] as const;
