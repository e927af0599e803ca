import { parseOffsetInstant, type Instant } from '../../kernel/instant.js';
import { localDate, type LocalDate } from '../../kernel/local-date.js';

/**
 * A moment by the clock on the wall in China.
 *
 * @param day  '2026-01-12'
 * @param time '16:30'
 */
export const china = (day: string, time: string): Instant => parseOffsetInstant(`${day}T${time}:00+08:00`).at;

export const on = (day: string): LocalDate => localDate(day);

/** The hours at which the season's work is done, so that what follows from something comes after it. */
export const HOURS = {
  office: '08:30',
  sprayed: '08:00',
  sprayEntered: '19:00',
  sprayStatedAgain: '19:10',
  picked: '10:30',
  harvestEntered: '14:00',
  sprayStated: '14:05',
  harvestCertified: '14:15',
  weighedIn: '17:00',
  certificateCollected: '17:05',
  graded: '09:30',
  treated: '11:00',
  packed: '14:30',
  labelled: '14:45',
  packedCertified: '15:00',
  selfChecked: '15:20',
  consigned: '16:00',
  inspectionAsked: '16:30',
  sampled: '09:00',
  measured: '11:00',
  reported: '15:00',
  signed: '16:45',
  lotOpened: '09:15',
  allocated: '17:15',
  documents: '17:30',
  releaseProposed: '17:40',
  releaseAgreed: '17:50',
  lotMoved: '18:00',
} as const;
