import { families, familyName, places, suppliers } from '#lib/features/stock/index.ts';
import type { Names } from './words.ts';

/** What every place, family and supplier is called, by its id. */
export async function names(signal?: AbortSignal): Promise<Names> {
  const [familyList, placeList, supplierList] = await Promise.all([
    families(signal),
    places(signal),
    suppliers(signal)
  ]);
  return new Map([
    ...familyList.map((one) => [one.id, familyName(one)] as const),
    ...placeList.map((one) => [one.id, one.name] as const),
    ...supplierList.map((one) => [one.id, one.name] as const)
  ]);
}
