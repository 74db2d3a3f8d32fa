import * as api from '#lib/api/generated/sdk.gen.ts';
import { newId } from '#lib/api/http.ts';

export type { Signature } from '#lib/api/generated/types.gen.ts';

/** What is signed: a claim slip, the return slip of a job's last hand-over, an estimate, a quote, a paper of a metal
 * account, a slip of what is entrusted, the delivery note of an order. */
export type Subject =
  | { repair: string }
  | { job: string }
  | { estimate: string }
  | { quote: string }
  | { metal: string }
  | { entrusted: string }
  | { delivery: string };

/** Under one hand-over of a repair. */
export const ofHandover = async (repair: string, handover: string, signal?: AbortSignal) =>
  (await signatures(repair, signal)).filter((one) => one.of_id === handover);
export const signatures = (repair: string, signal?: AbortSignal) =>
  api.repairSignatures({ path: { id: repair }, signal });

type Body = Parameters<typeof api.signReturnSlip>[0]['body'];
function keep(of: Subject, body: Body) {
  if ('quote' in of) return api.signCustomQuote({ path: { id: of.quote }, body });
  if ('metal' in of) return api.signMetalPaper({ path: { id: of.metal }, body });
  if ('estimate' in of) return api.signRepairEstimate({ path: { id: of.estimate }, body });
  if ('entrusted' in of) return api.signEntrustedSlip({ path: { id: of.entrusted }, body });
  if ('delivery' in of) return api.signCustomDelivery({ path: { id: of.delivery }, body });
  return 'repair' in of
    ? api.signClaimSlip({ path: { id: of.repair }, body })
    : api.signReturnSlip({ path: { id: of.job }, body });
}

/** With a drawing it was signed on the screen, without one on the paper. */
export const sign = async (of: Subject, signer: string, drawing?: File) =>
  keep(of, {
    id: newId(),
    signer,
    medium: drawing ? 'screen' : 'paper',
    drawing: drawing ? base64(new Uint8Array(await drawing.arrayBuffer())) : null
  });

/** Whoever is signed in, for the shop: under what went home last. */
export const signForShop = (of: Subject) =>
  keep(of, {
    id: newId(),
    signer: '',
    side: 'shop',
    medium: 'session',
    drawing: null,
    reason: ''
  });

/** That the customer does not sign it, and why. */
export const refuse = (of: Subject, signer: string, reason: string) =>
  keep(of, { id: newId(), signer, side: 'customer', medium: 'refused', drawing: null, reason });

export const withdraw = (id: string, reason: string) =>
  api.withdrawSignature({ path: { id }, body: { reason } });

/** The paper as it is now, to be read before it is signed. */
export function paperOf(of: Subject): string {
  if ('quote' in of) return `/api/v1/custom-quotes/${of.quote}/pdf`;
  if ('metal' in of) return `/api/v1/metal-papers/${of.metal}/pdf`;
  if ('estimate' in of) return estimatePdf(of.estimate);
  if ('entrusted' in of) return `/api/v1/entrusted-slips/${of.entrusted}/pdf`;
  if ('delivery' in of) return `/api/v1/custom-orders/${of.delivery}/delivery-note`;
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
