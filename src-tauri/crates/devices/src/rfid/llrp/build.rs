//! What a reader is told.

use super::parameter::tlv;

/// The name of our reader operation. Only this one is ever stopped or deleted: another program's
/// stay, and so does the reader's own.
pub(super) const ROSPEC: u32 = 0xEC21;

/// How often a reader has to say that it is alive.
const KEEPALIVE_MS: u32 = 3_000;

/// SET_READER_CONFIG: not back to the factory, and a sign of life every few seconds.
pub(super) fn keepalive() -> Vec<u8> {
    let mut spec = vec![1];
    spec.extend(KEEPALIVE_MS.to_be_bytes());
    let mut body = vec![0];
    body.extend(tlv(220, &spec));
    body
}

/// ADD_ROSPEC: every antenna, Class 1 Generation 2, started and stopped by hand, each tag reported
/// as soon as it is seen, with nothing but its EPC.
pub(super) fn rospec() -> Vec<u8> {
    let null_start = tlv(179, &[0]);
    let null_stop = tlv(182, &[0, 0, 0, 0, 0]);
    let boundary = tlv(178, &[null_start, null_stop].concat());
    let mut ai_spec = vec![0, 1, 0, 0]; // one antenna id, 0: all of them
    ai_spec.extend(tlv(184, &[0, 0, 0, 0, 0])); // no end of its own
    ai_spec.extend(tlv(186, &[0, 1, 1])); // parameters 1, EPCglobal C1G2
    let mut report = vec![1, 0, 1]; // upon every tag
    report.extend(tlv(238, &[0, 0])); // nothing beside the EPC
    let mut spec = ROSPEC.to_be_bytes().to_vec();
    spec.extend([0, 0]); // highest priority, disabled
    spec.extend(boundary);
    spec.extend(tlv(183, &ai_spec));
    spec.extend(tlv(237, &report));
    tlv(177, &spec)
}

/// The body of ENABLE, START, STOP and DELETE.
pub(super) fn rospec_id() -> Vec<u8> {
    ROSPEC.to_be_bytes().to_vec()
}
