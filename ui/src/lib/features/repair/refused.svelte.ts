/** Photos of an intake that were not kept: said beside their object until somebody has read it. */
export type RefusedPhoto = { job: string; name: string; why: string };

// In memory alone, as the photos were.
let all = $state<RefusedPhoto[]>([]);

export function keepRefused(photos: RefusedPhoto[]): void {
  all = [...all, ...photos];
}

export const refusedOf = (job: string): RefusedPhoto[] => all.filter((one) => one.job === job);

export function dismiss(photo: RefusedPhoto): void {
  all = all.filter((one) => one !== photo);
}
