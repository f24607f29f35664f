import { refuse } from '../shared/refusal.js';

/** The upper half of IBM's code page 437, which SIE files of types 1 to 4 are written in (`PC8`). */
const UPPER = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼'
  + '╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const byteOf = new Map([...UPPER].map((letter, index) => [letter, 128 + index]));

/** Refuses (`letter-not-in-file`) a letter that the code page has not. */
export const inCodePage437 = (text: string): Uint8Array => Uint8Array.from([...text].map((letter) => {
  const code = letter.codePointAt(0)!;
  return code < 128 ? code : byteOf.get(letter) ?? refuse('letter-not-in-file', 'layout',
    'A name has a letter that SIE files cannot have; write it with others.');
}));
