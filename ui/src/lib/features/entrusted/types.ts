import type { AuthorisedBy } from '#lib/api/generated/types.gen.ts';

export type { EntrustedSlip, EntrustedEntry, EntrustedObject } from '#lib/api/generated/types.gen.ts';
export type Approval = AuthorisedBy;

/** What it is left for: an appraisal, an estate, something that is made. */
export type Subject = { of: 'appraisal' | 'estate' | 'custom'; id: string };

/** An object as it lies on the counter. */
export type ObjectDraft = {
  id: string;
  object: string;
  count: number | null;
  gross_ug: number | null;
  condition: string;
};
