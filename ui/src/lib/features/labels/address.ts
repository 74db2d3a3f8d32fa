/** No batch is longer: what the server takes at once. */
export const MOST = 1000;

/** The page that prints the labels of these pieces and articles. */
export const labelsAddress = (ids: string[], copies = 1) => {
  if (ids.length === 0) return '/office/labels';
  const more = copies > 1 ? `&copies=${Math.min(copies, MOST)}` : '';
  return `/office/labels?pieces=${ids.slice(0, MOST).join(',')}${more}`;
};

/** How many labels of each such an address asks for. */
export const copiesOf = (asked: string | null) => {
  const copies = Number(asked ?? '1');
  return Number.isInteger(copies) && copies >= 1 && copies <= MOST ? copies : 1;
};

/** The pieces of such an address; what is no id is left out. */
export const piecesOf = (asked: string | null) => [
  ...new Set((asked ?? '').split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id)))
];
