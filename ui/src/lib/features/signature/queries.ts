import * as api from '#lib/api/generated/sdk.gen.ts';
import { newId } from '#lib/api/http.ts';

export type { Signature } from '#lib/api/generated/types.gen.ts';

/** What is signed: a claim slip, the return slip of a job's last hand-over, an estimate, a quote, a paper of a metal account, a deposit slip. */
export type Subject =
  | { repair: string }
  | { job: string }
  | { estimate: string }
  | { quote: string }
  | { metal: string }
  | { entrusted: string };

export const signatures = (repair: string, signal?: AbortSignal) =>
  api.repairSignatures({ path: { id: repair }, signal });

/** With a drawing it was signed on the screen, without one on the paper. */
export async function sign(of: Subject, signer: string, drawing?: File) {
  const body = {
    id: newId(),
    signer,
    medium: drawing ? 'screen' : 'paper',
    drawing: drawing ? base64(new Uint8Array(await drawing.arrayBuffer())) : null
  };
  if ('quote' in of) return api.signCustomQuote({ path: { id: of.quote }, body });
  if ('metal' in of) return api.signMetalPaper({ path: { id: of.metal }, body });
  if ('estimate' in of) return api.signRepairEstimate({ path: { id: of.estimate }, body });
  if ('entrusted' in of) return api.signEntrustedSlip({ path: { id: of.entrusted }, body });
  return 'repair' in of
    ? api.signClaimSlip({ path: { id: of.repair }, body })
    : api.signReturnSlip({ path: { id: of.job }, body });
}

/** Whoever is signed in, for the shop: under the return slip of a job's last hand-over. */
export const signForShop = (job: string) =>
  api.signReturnSlip({
    path: { id: job },
    body: { id: newId(), signer: '', side: 'shop', medium: 'session', drawing: null, reason: '' }
  });

/** That the customer does not sign it, and why. */
export const refuse = (job: string, signer: string, reason: string) =>
  api.signReturnSlip({
    path: { id: job },
    body: { id: newId(), signer, side: 'customer', medium: 'refused', drawing: null, reason }
  });

export const withdraw = (id: string, reason: string) =>
  api.withdrawSignature({ path: { id }, body: { reason } });

/** The paper as it is now, to be read before it is signed. */
export function paperOf(of: Subject): string {
  if ('quote' in of) return `/api/v1/custom-quotes/${of.quote}/pdf`;
  if ('metal' in of) return `/api/v1/metal-papers/${of.metal}/pdf`;
  if ('estimate' in of) return estimatePdf(of.estimate);
  if ('entrusted' in of) return `/api/v1/entrusted-slips/${of.entrusted}/pdf`;
  return 'repair' in of
    ? `/api/v1/repairs/${of.repair}/pdf?what=claim`
    : `/api/v1/repair-jobs/${of.job}/return-slip`;
}

export const estimatePdf = (id: string) => `/api/v1/repair-estimates/${id}/pdf`;

export const fileAddress = (id: string) => `/api/v1/files/${id}`;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
