import * as m from '#lib/paraglide/messages.js';

const KINDS: Record<string, () => string> = {
  supplier_invoice: m.paper_kind_supplier_invoice,
  expert_report: m.paper_kind_expert_report,
  provenance: m.paper_kind_provenance,
  warranty: m.paper_kind_warranty,
  maker: m.paper_kind_maker,
  other: m.paper_kind_other
};

export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

/** What a paper may be; who may not see costs adds no supplier's invoice. */
export const kinds = (seesCost: boolean) =>
  Object.keys(KINDS)
    .filter((code) => seesCost || code !== 'supplier_invoice')
    .map((value) => ({ value, label: kindWord(value) }));
