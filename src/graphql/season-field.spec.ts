import { describe, expect, it } from '@jest/globals';
import { isSeason, seasonFrom } from './season-field.js';

describe('a season that is asked for', () => {
  it.each(['1900/01', '1999/00', '2025/26', '2198/99'])('may be %s', (season) => {
    expect(isSeason(season)).toBe(true);
    expect(seasonFrom(season)).toBe(season);
  });

  it.each([
    ['of years that do not follow each other', '2025/27'],
    ['of which the calendar ends', '9999/00'],
    ['that ends after the days of this trade', '2199/00'],
    ['that begins before them', '1899/00'],
    ['before there were years', '0000/01'],
    ['with something behind it', '2025/26 '],
    ['that is empty', ''],
    ['that is no text', 2025],
  ])('is none %s', (_, value) => {
    expect(isSeason(value)).toBe(false);
    expect(() => seasonFrom(String(value), ['input', 'season'])).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('input.season: must be a season') as unknown,
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown,
      }) as unknown as Error,
    );
  });
});
