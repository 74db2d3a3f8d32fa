import { describe, expect, it } from 'vitest';
import { plus, startOfMonth, weekStart } from './days.ts';

describe('days of a calendar', () => {
  it.each([
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    // Over the end of summer time, and of a year.
    ['2026-10-25', '2026-10-19'],
    ['2027-01-01', '2026-12-28']
  ])('the week of %s begins on %s', (day, monday) => {
    expect(weekStart(day)).toBe(monday);
  });

  it('counts over months', () => {
    expect(plus('2026-02-28', 1)).toBe('2026-03-01');
    expect(plus('2026-03-29', 1)).toBe('2026-03-30');
    expect(startOfMonth('2026-11-22')).toBe('2026-11-01');
  });
});
