/** No batch is longer: what the server takes at once. */
const MOST = 1000;

/** The page that prints the labels of these pieces. */
export const labelsAddress = (ids: string[]) =>
  ids.length > 0 ? `/office/labels?pieces=${ids.slice(0, MOST).join(',')}` : '/office/labels';

/** The pieces of such an address; what is no id is left out. */
export const piecesOf = (asked: string | null) => [
  ...new Set((asked ?? '').split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id)))
];
