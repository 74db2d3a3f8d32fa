import * as m from '#lib/paraglide/messages.js';

const FIELDS: Record<string, () => string> = {
  number: m.field_number,
  title: m.field_title,
  metal: m.field_metal,
  stones: m.piece_stones_title,
  size: m.field_size,
  weight: m.field_gross,
  price: m.field_price,
  cost_code: m.cost_code_title,
  code: m.label_field_code
};
/** What a slot of a label shows. */
export const labelField = (code: string): string => FIELDS[code]?.() ?? code;

/** Why a label does not come out. */
export const labelProblem = (problem: { code: string; field: string }): string => {
  const field = labelField(problem.field);
  if (problem.code === 'label.missing') return m.label_missing({ field });
  if (problem.code === 'label.code_characters') return m.label_code_characters();
  return m.label_does_not_fit({ field });
};
