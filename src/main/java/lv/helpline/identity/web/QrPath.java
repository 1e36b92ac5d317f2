package lv.helpline.identity.web;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as the path of an SVG, so that it needs no image of its own.
///
/// @param size of the square, the quiet zone included, in modules
/// @param path its dark modules
record QrPath(int size, String path) {

    private static final int QUIET = 4;

    static QrPath of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
                }
            }
        }
        return new QrPath(code.size + 2 * QUIET, path.toString());
    }
}
