/**
 * Crops a product label 农药标签 may name to say something of our fruit on the tree. Labels and tables write 柑橘 and 柑桔, with
 * or without 树; GB 2763 groups oranges under 柑橘类水果. Not among them: lemons and pomelos, which are other fruit of that group;
 * 果树, which names no crop; and several crops in one, of which nobody can say whose figures were entered.
 */
const CITRUS_ON_THE_TREE: ReadonlySet<string> = new Set(
  [
    '柑橘 柑桔 柑橘树 柑桔树 柑橘类 柑桔类 柑橘类水果 柑橘类果树 橙 橙子 橙树 甜橙 甜橙树 血橙 血橙树 塔罗科血橙',
    'citrus citrusfruit citrusfruits citrustree citrustrees orange oranges orangetree orangetrees',
    'sweetorange sweetoranges bloodorange bloodoranges',
  ].flatMap((line) => line.split(' ')),
);

/**
 * The crop of a label whose interval and maximum say nothing of blood oranges on the tree, as the label names it; null where
 * they do. The interval belongs to the label and the crop: 3 days for tea let no orange go. Whatever is not on the list is
 * another crop, so also a use after harvest that the label names with it (柑橘（采后）): the list is closed, because a
 * wrong guess would pass fruit. Width, case and spaces do not matter.
 *
 * @param crop as it was typed from the label
 * @see docs/domain-language.md, product label
 */
export function otherCropOf(crop: string): string | null {
  const word = crop.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  return CITRUS_ON_THE_TREE.has(word) ? null : crop;
}
