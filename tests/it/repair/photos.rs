//! A photo of a hundred megapixels is refused by its header: nothing of it is unpacked.

use shop::files::{PictureError, prepare_picture};
use tests::rig::run_python;

/// A whole PNG of one colour, packed a line at a time by Python's own zlib.
const PNG: &str = r"
import struct, sys, zlib
width, height, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def chunk(name, data):
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
packer = zlib.compressobj(1)
line = b'\0' + b'\xc8\xa0\x50' * width
data = b''.join(packer.compress(line) for _ in range(height)) + packer.flush()
header = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
with open(path, 'wb') as file:
    file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', data) + chunk(b'IEND', b''))
";

/// The most memory that this process ever had, in kibibytes (proc(5)).
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("the kernel says it");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    figure.and_then(|kib| kib.parse().ok()).expect("a figure")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("photo.png");
    let (width, height) = (width.to_string(), height.to_string());
    run_python(PNG, &[&width, &height, &path.to_string_lossy()]);
    std::fs::read(path).expect("a picture")
}

#[test]
fn a_hundred_megapixels_cost_no_memory_and_are_refused() {
    let (giant, ordinary) = (png(10_000, 10_000), png(5_000, 4_000));
    let before = peak_kib();
    assert_eq!(prepare_picture(&giant), Err(PictureError::TooLarge));
    let refused = peak_kib() - before;
    assert!(refused < 16 * 1024, "{refused} KiB for what is refused");
    // The measure sees what a picture costs that is taken: twenty megapixels of three bytes.
    prepare_picture(&ordinary).expect("a photo");
    let taken = peak_kib() - before;
    assert!(taken > 50 * 1024, "{taken} KiB for what is taken");
}
