/** What is missing or wrong in a shop's identity, in words, field by field. */
import type { Problem } from '#lib/api/problem.ts';
import * as m from '#lib/paraglide/messages.js';
import { emailFault, nafOf, phoneFault, siretFault, vatFault, type Fault } from './identity.ts';
import type { Identity, IdentityErrors } from './types.ts';

export const EMPTY_IDENTITY: Identity = {
  name: '',
  legal_name: '',
  address: '',
  siret: '',
  naf: '',
  vat_number: '',
  phone: '',
  email: ''
};

function say(fault: Fault | null): string | undefined {
  switch (fault?.kind) {
    case 'siret_length':
      return m.shop_siret_length({ count: String(fault.count) });
    case 'siret_sum':
      return m.shop_siret_sum();
    case 'naf_form':
      return m.shop_naf_form();
    case 'vat_form':
      return m.shop_vat_form();
    case 'vat_sum':
      return m.shop_vat_sum({ expected: fault.expected });
    default:
      return undefined;
  }
}

const missing = (text: string) => (text.trim() === '' ? m.error_required() : undefined);

/** As much as the server keeps; see `identity/shop.rs`. */
const LONGEST_TEXT = 100;
const LONGEST_ADDRESS = 400;
const long = (text: string, most = LONGEST_TEXT) =>
  [...text.trim()].length > most ? m.error_text_too_long({ most: String(most) }) : undefined;

export function checkIdentity(identity: Identity): IdentityErrors {
  const found: IdentityErrors = {
    name: missing(identity.name) ?? long(identity.name),
    legal_name: long(identity.legal_name),
    address: missing(identity.address) ?? long(identity.address, LONGEST_ADDRESS),
    phone:
      long(identity.phone) ?? (phoneFault(identity.phone) ? m.error_customer_phone() : undefined),
    email:
      long(identity.email) ?? (emailFault(identity.email) ? m.error_customer_email() : undefined),
    siret: missing(identity.siret) ?? say(siretFault(identity.siret)),
    naf: missing(identity.naf) ?? say(nafOf(identity.naf) === null ? { kind: 'naf_form' } : null),
    vat_number: missing(identity.vat_number) ?? say(vatFault(identity.vat_number, identity.siret))
  };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text));
}

const FIELDS: Record<string, keyof IdentityErrors> = {
  'shop.siret_length': 'siret',
  'shop.siret_sum': 'siret',
  'shop.naf_form': 'naf',
  'shop.vat_form': 'vat_number',
  'shop.vat_sum': 'vat_number',
  'shop.logo_not_a_picture': 'logo'
};

/** The field a refusal of the server is about, if it names one. */
export function fieldOf({ code, params }: Problem): keyof IdentityErrors | undefined {
  const named = params.field;
  if (typeof named === 'string' && named in EMPTY_IDENTITY) return named as keyof Identity;
  return FIELDS[code];
}
