/** Gives the browser a file that the server makes on demand, under this name. */
export function keep(bytes: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Asks for the file and keeps it; throws a `Problem`. */
export async function download(asked: Promise<unknown>, name: string) {
  keep((await asked) as Blob, name);
}
