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

function stored(): ColumnId[] {
  const text = globalThis.localStorage?.getItem(KEY);
  const named = text?.split(',').filter((id): id is ColumnId => COLUMNS.includes(id as ColumnId));
  return named && named.length > 0 ? named : FIRST;
}

let shown = $state<ColumnId[]>(stored());

export const stockColumns = {
  shows: (id: ColumnId): boolean => shown.includes(id),
  show(id: ColumnId, yes: boolean) {
    shown = COLUMNS.filter((other) => (other === id ? yes : shown.includes(other)));
    localStorage.setItem(KEY, shown.join(','));
  }
};
