import { Problem } from './problem.ts';

const TAKEN = 'stock.id_taken';

/**
 * Creates what this screen named by `id` itself. Where it is there already, an earlier answer got lost
 * on the way: nobody else has drawn this id, so what is there is what was meant.
 */
export async function createOwn<T>(create: () => Promise<T>, read: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (refused) {
    if (refused instanceof Problem && refused.code === TAKEN) return read();
    throw refused;
  }
}
