//! The certificates of the demonstration shop's stones: one page each, and each says on it that no
//! laboratory stands behind it.

/// A one-page A5 PDF 1.4 with the lines in Helvetica, one below the other (ISO 32000-1, 7.5).
pub(super) fn pdf(title: &str, lines: &[String]) -> Vec<u8> {
    let mut page = format!("BT /F1 18 Tf 48 520 Td ({}) Tj ET\n", escaped(title));
    for (index, line) in lines.iter().enumerate() {
        let y = 470 - 22 * i64::try_from(index).unwrap_or(0);
        page += &format!("BT /F1 11 Tf 48 {y} Td ({}) Tj ET\n", escaped(line));
    }
    let page = latin1(&page);
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        [
            format!("<< /Length {} >>\nstream\n", page.len()).as_bytes(),
            &page,
            b"endstream",
        ]
        .concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    let mut pdf = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(pdf.len());
        pdf.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    let mut end = String::from("xref\n0 6\n0000000000 65535 f \n");
    for offset in offsets {
        end += &format!("{offset:010} 00000 n \n");
    }
    end += &format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf.extend_from_slice(end.as_bytes());
    pdf
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)")
}

/// French without œ and the euro sign fits in one byte a letter.
fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_is_where_the_table_says() {
        let pdf = pdf(
            "Certificat (exemple)",
            &["0,70 ct \u{b7} pureté VS1".into()],
        );
        let text: String = pdf.iter().map(|&byte| char::from(byte)).collect();
        let table = text.split("xref\n0 6\n").nth(1).expect("a table");
        for (number, row) in (1..=5).zip(table.lines().skip(1)) {
            let offset: usize = row[..10].parse().expect("an offset");
            assert!(pdf[offset..].starts_with(format!("{number} 0 obj").as_bytes()));
        }
        assert!(text.contains("Certificat \\(exemple\\)") && text.contains("pureté"));
    }
}
