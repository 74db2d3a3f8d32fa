/**
 * What the till shows its customer. Both windows are on the same machine, so it goes over a
 * broadcast channel: the display needs no session and can ask the server for nothing. That is why
 * the photos travel with the words.
 */
export type Shown = {
  /** The shop's, whatever the seller reads. */
  language: string;
  /** Who sells; the customer knows the shop, not the program. */
  shop: string;
  lines: {
    id: string;
    title: string;
    detail: string;
    photo_id?: string | null;
    total_minor: number;
  }[];
  /** Taken off the whole ticket, after the lines. */
  discount_minor: number;
  total_minor: number;
  change_minor: number | null;
  /** Photos as `data:` addresses, by their ids. */
  photos: Record<string, string>;
};

type Word = { shown: Shown } | { ask: true };
const NAME = 'ecrin.display';
/** The last lines of a long ticket: what a customer can read at a glance. */
export const MOST_LINES = 6;

/** The till's side: says what to show, and says it again to a display that opens later. */
export function speakToDisplay(fetchPhoto: (id: string) => Promise<Blob>): {
  show: (shown: Omit<Shown, 'photos'>) => void;
  stop: () => void;
} {
  const channel = new BroadcastChannel(NAME);
  const known = new Map<string, string>();
  let last: Omit<Shown, 'photos'> | null = null;

  function say() {
    if (!last) return;
    const ids = last.lines.slice(-MOST_LINES).flatMap(({ photo_id }) => photo_id ?? []);
    const photos = Object.fromEntries(ids.map((id) => [id, known.get(id) ?? '']));
    channel.postMessage({ shown: { ...last, photos } } satisfies Word);
    for (const id of ids) void learn(id);
  }

  async function learn(id: string) {
    if (known.has(id)) return;
    // Asked for once, whatever comes of it: a display without a photo is still a display.
    known.set(id, '');
    try {
      known.set(id, await address(await fetchPhoto(id)));
      say();
    } catch {
      // The place of the photo stays, with the gem in it.
    }
  }

  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('ask' in data) say();
  };
  return {
    show(shown) {
      last = shown;
      say();
    },
    stop: () => channel.close()
  };
}

/** The display's side; returns the way to stop. */
export function listenToTill(heard: (shown: Shown) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('shown' in data) heard(data.shown);
  };
  channel.postMessage({ ask: true } satisfies Word);
  return () => channel.close();
}

function address(photo: Blob): Promise<string> {
  return new Promise((found, failed) => {
    const reader = new FileReader();
    reader.onload = () => found(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(photo);
  });
}
