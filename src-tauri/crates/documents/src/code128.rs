//! Code 128 as bars, for the forms that draw it themselves (ISO/IEC 15417).

/// Widths of the bars and spaces of each symbol, in turn, as decimal digits.
#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "six widths, not one number")]
const SYMBOLS: [u32; 106] = [
    212222, 222122, 222221, 121223, 121322, 131222, 122213, 122312, 132212, 221213,
    221312, 231212, 112232, 122132, 122231, 113222, 123122, 123221, 223211, 221132,
    221231, 213212, 223112, 312131, 311222, 321122, 321221, 312212, 322112, 322211,
    212123, 212321, 232121, 111323, 131123, 131321, 112313, 132113, 132311, 211313,
    231113, 231311, 112133, 112331, 132131, 113123, 113321, 133121, 313121, 211331,
    231131, 213113, 213311, 213131, 311123, 311321, 331121, 312113, 312311, 332111,
    314111, 221411, 431111, 111224, 111422, 121124, 121421, 141122, 141221, 112214,
    112412, 122114, 122411, 142112, 142211, 241211, 221114, 413111, 241112, 134111,
    111242, 121142, 121241, 114212, 124112, 124211, 411212, 421112, 421211, 212141,
    214121, 412121, 111143, 111341, 131141, 114113, 114311, 411113, 411311, 113141,
    114131, 311141, 411131, 211412, 211214, 211232,
];

const START_B: usize = 104;
const STOP: u32 = 2_331_112;

/// The dark bars of a text in code set B, as (module, width), and the width of all in modules.
/// None where the text is empty or holds what set B has not.
pub fn bars(text: &str) -> Option<(Vec<(usize, usize)>, usize)> {
    if text.is_empty() {
        return None;
    }
    let values = text
        .bytes()
        .map(|byte| match byte {
            0x20..=0x7E => Some(usize::from(byte - 0x20)),
            _ => None,
        })
        .collect::<Option<Vec<usize>>>()?;
    let weighted: usize = values
        .iter()
        .enumerate()
        .map(|(place, value)| (place + 1) * value)
        .sum();
    let check = (START_B + weighted) % 103;
    let mut widths = Vec::new();
    for value in std::iter::once(START_B).chain(values).chain([check]) {
        digits(*SYMBOLS.get(value)?, &mut widths);
    }
    digits(STOP, &mut widths);
    let mut bars = Vec::with_capacity(widths.len() / 2 + 1);
    let mut at = 0;
    for (index, width) in widths.into_iter().enumerate() {
        if index % 2 == 0 {
            bars.push((at, width));
        }
        at += width;
    }
    Some((bars, at))
}

fn digits(number: u32, widths: &mut Vec<usize>) {
    widths.extend(
        number
            .to_string()
            .bytes()
            .map(|digit| usize::from(digit - b'0')),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_eleven_modules() {
        for symbol in SYMBOLS {
            let mut widths = Vec::new();
            digits(symbol, &mut widths);
            assert_eq!(
                (widths.len(), widths.iter().sum::<usize>()),
                (6, 11),
                "{symbol}"
            );
        }
    }

    #[test]
    fn refuses_what_set_b_has_not() {
        assert_eq!(bars(""), None);
        assert_eq!(bars("é"), None);
        assert_eq!(bars("a\u{1b}"), None);
        assert_eq!(bars("A").map(|(_, width)| width), Some(11 * 3 + 13));
    }
}
