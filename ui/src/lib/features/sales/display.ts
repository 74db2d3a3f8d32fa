/**
 * What the till shows its customer. Both windows are on the same machine, so it goes over a
 * broadcast channel: the display needs no session and can ask for nothing.
 */
export type Shown = {
  lines: {
    id: string;
    title: string;
    detail: string;
    photo_id?: string | null;
    total_minor: number;
  }[];
  total_minor: number;
  change_minor: number | null;
};

type Word = { shown: Shown } | { ask: true };
const NAME = 'ecrin.display';

/** The till's side: says what to show, and says it again to a display that opens later. */
export function speakToDisplay(): { show: (shown: Shown) => void; stop: () => void } {
  const channel = new BroadcastChannel(NAME);
  let last: Shown | null = null;
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('ask' in data && last) channel.postMessage({ shown: last });
  };
  return {
    show(shown) {
      last = shown;
      channel.postMessage({ shown });
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
  channel.postMessage({ ask: true });
  return () => channel.close();
}
