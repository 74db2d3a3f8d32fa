import type { AuthorisedBy, NewEntrustedObject } from '#lib/api/generated/types.gen.ts';

export type {
  EntrustedEntry,
  EntrustedObject,
  EntrustedSlip
} from '#lib/api/generated/types.gen.ts';
export type Approval = AuthorisedBy;

/** What it is left for: an appraisal, an estate, something that is made. */
export type Subject = { of: 'appraisal' | 'estate' | 'custom'; id: string };

/** An object as it lies on the counter. */
export type ObjectDraft = Omit<NewEntrustedObject, 'count'> & {
  count: number | null;
  photos: File[];
};
