/** Which columns the stock's table shows: everybody's own choice, kept on this machine. */
const KEY = 'ecrin.stock.columns';
export const COLUMNS = [
  'photo',
  'number',
  'title',
  'family',
  'metal',
  'weight',
  'size',
  'stone',
  'certificate',
  'place',
  'state',
  'cost',
  'price'
] as const;
export type ColumnId = (typeof COLUMNS)[number];
/** As many as 1024 pixels hold; metal and weight stand below the title while they have no column. */
const FIRST: ColumnId[] = ['photo', 'number', 'title', 'stone', 'place', 'price'];

const known = (ids: readonly string[]) =>
  ids.filter((id): id is ColumnId => COLUMNS.includes(id as ColumnId));

function stored(): ColumnId[] {
  const named = known(globalThis.localStorage?.getItem(KEY)?.split(',') ?? []);
  return named.length > 0 ? named : FIRST;
}

let shown = $state<ColumnId[]>(stored());

function set(ids: ColumnId[]) {
  shown = ids;
  localStorage.setItem(KEY, shown.join(','));
}

export const stockColumns = {
  get shown(): ColumnId[] {
    return shown;
  },
  shows: (id: ColumnId): boolean => shown.includes(id),
  show(id: ColumnId, yes: boolean) {
    set(COLUMNS.filter((other) => (other === id ? yes : shown.includes(other))));
  },
  /** All of a view's. */
  showThese(ids: readonly string[]) {
    const named = known(ids);
    if (named.length > 0) set(COLUMNS.filter((id) => named.includes(id)));
  }
};
