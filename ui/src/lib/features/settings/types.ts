/** Who the shop is, as it stands on every document. */
export type Identity = {
  name: string;
  legal_name: string;
  /** Lines separated by newlines, as they print. */
  address: string;
  siret: string;
  naf: string;
  vat_number: string;
  phone: string;
  email: string;
};

export type IdentityErrors = Partial<Record<keyof Identity | 'logo', string>>;
