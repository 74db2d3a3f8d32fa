import { locale } from '#lib/i18n/locale.svelte.ts';
import { download } from './download.ts';
import { figuresPdf } from './generated/sdk.gen.ts';
import type { FiguresPaper } from './generated/types.gen.ts';

/** Figures on A4, as the screen words them; throws a `Problem`. */
export const keepPaper = (paper: Omit<FiguresPaper, 'language'>, name: string) =>
  download(figuresPdf({ body: { ...paper, language: locale.current }, parseAs: 'blob' }), name);
