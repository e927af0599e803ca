import type { Member } from './organisations.js';
import { editionDocuments, ENTRY, givenPacks, PERSON } from './packs.js';
import { done, type Answer } from './send.js';

const REFUSED = '... on Refused { reasons { code message path facts { name value } } }';
const GAP = '{ zh en ownerId dueOn }';
const WINDOW = '{ harvestFrom harvestTo }';
const LIST = `code titleZh isExample state publishedAt provenance { edition validFrom validTo confidence } draftedBy ${PERSON}
  publishedBy ${PERSON} owner ${PERSON} dueOn follows missing ${GAP} overdue ${GAP}
  entries { variety { code nameZh } harvestFrom harvestTo note { en } provenance { confidence source { clause } } }
  editionEntries { ${ENTRY} } changes { varietyCode varietyName { zh } change before ${WINDOW} after ${WINDOW} }`;

const mutation = (name: string, payload: string): string => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { answer: ${name}(input: $input) { __typename ${payload} ${REFUSED} } }`;
};
const entry = (name: string): string => mutation(name, `... on EditionEntryPayload { entry { ${ENTRY} } }`);

/** The operations on the unified variety list, as a client sends them; what it shares with packs is in `editionDocuments`. */
export const listDocuments = {
  draftVarietyList: mutation('draftVarietyList', `... on VarietyListPayload { list { ${LIST} } }`),
  draftListedVariety: entry('draftListedVariety'),
  draftNewVariety: entry('draftNewVariety'),
  varietyLists: `{ varietyLists { ${LIST} } }`,
  varietyList: `query ($code: String!) { varietyList(code: $code) { ${LIST} } }`,
};

/** Editions of the unified variety list, made by people of the base office through the API. What they say is invented. */
export function givenVarietyLists(url: string) {
  const { scan, published, invented } = givenPacks(url);

  const drafted = async (by: Member, edition: string, more: object = {}): Promise<string> =>
    (
      await done(by, listDocuments.draftVarietyList, {
        edition,
        validFrom: '2025-09-01',
        source: invented('0'),
        startFrom: 'NOTHING',
        ownerId: by.userId,
        dueOn: '2026-02-01',
        ...more,
      })
    ).list.code;

  /** Puts a variety on a draft, with an invented clause and a scan of it. */
  const listed = async (
    by: Member,
    versionCode: string,
    varietyCode: string,
    more: object = {},
  ): Promise<Answer> =>
    (
      await done(by, listDocuments.draftListedVariety, {
        versionCode,
        varietyCode,
        source: invented('1'),
        scanId: await scan(by),
        ...more,
      })
    ).entry;

  const find = async (by: Member, code: string): Promise<Answer> =>
    (await by.client.run(listDocuments.varietyList, { code })).varietyList;

  /** Countersigns whatever somebody else entered with clause and scan and that still waits. */
  async function countersigned(by: Member, versionCode: string): Promise<void> {
    const { editionEntries } = await find(by, versionCode);
    const waiting = editionEntries.filter(
      ({ isOpen, enteredBy, scanId }: Answer) => isOpen && enteredBy.id !== by.userId && scanId !== null,
    );
    for (const { id, saidSha256 } of waiting)
      await done(by, editionDocuments.countersignEntry, { entryId: id, saidSha256 });
  }

  return { drafted, listed, find, countersigned, published, scan, invented };
}
