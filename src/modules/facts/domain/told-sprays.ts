import { once } from '../../standards/domain/indexed.js';
import type { FruitFactRow, GrowingFactRow, ProductLabelFactRow } from '../fact-rows.js';

/** A spray with the label it names. */
export interface ToldSpray extends GrowingFactRow {
  readonly label: ProductLabelFactRow | null;
  /**
   * Its active ingredients, codes and names: those that were told of it and, where its label is confirmed, those of the label,
   * each once and in order; empty: none are known.
   */
  readonly told: readonly string[];
}

/** The sprays of the fruit, each with its label; in the order of ids. */
export const toldSprays = once(
  ({ growing, productLabels }: Pick<FruitFactRow, 'growing' | 'productLabels'>): readonly ToldSpray[] => {
    const labels = new Map(productLabels.map((label) => [label.id, label]));
    return growing.map((spray) => {
      const label = (spray.labelId !== null && labels.get(spray.labelId)) || null;
      return { ...spray, label, told: ingredients(spray.substances, label?.substances ?? null) };
    });
  },
);

const ingredients = (told: readonly string[], onLabel: readonly string[] | null): readonly string[] =>
  onLabel ? [...new Set([...told, ...onLabel])].sort() : told;
