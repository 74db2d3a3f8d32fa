/**
 * Whether a file begins like a picture that the shop keeps: JPEG, PNG or WebP. Its name is not
 * believed; the server looks again, into the whole.
 */
export async function beginsLikeAPicture(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const is = (at: number, ...bytes: number[]) =>
    bytes.every((byte, index) => head[at + index] === byte);
  return (
    is(0, 0xff, 0xd8, 0xff) ||
    is(0, 0x89, 0x50, 0x4e, 0x47) ||
    (is(0, 0x52, 0x49, 0x46, 0x46) && is(8, 0x57, 0x45, 0x42, 0x50))
  );
}
