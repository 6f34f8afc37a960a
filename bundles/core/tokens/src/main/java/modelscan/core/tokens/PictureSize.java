package modelscan.core.tokens;

import modelscan.api.model.Media;

/** How large a picture is, in points. */
record PictureSize(int width, int height) {
    /** What is taken for a picture that does not say. */
    static final PictureSize USUAL = new PictureSize(1024, 1024);

    private static final int SANE = 20_000;

    /** Reads it from the first bytes of a PNG, GIF or JPEG. */
    static PictureSize of(Media media) {
        if (!(media instanceof Media.Bytes(String _, byte[] data)) || data.length < 24) {
            return USUAL;
        }
        if (data[0] == (byte) 0x89 && data[1] == 'P') {
            return checked(two(data, 18), two(data, 22));
        }
        if (data[0] == 'G' && data[1] == 'I') {
            return checked(data[6] & 255 | (data[7] & 255) << 8, data[8] & 255 | (data[9] & 255) << 8);
        }
        return data[0] == (byte) 0xFF && data[1] == (byte) 0xD8 ? jpeg(data) : USUAL;
    }

    // The frame header is the segment C0 to CF that is not a table.
    private static PictureSize jpeg(byte[] data) {
        int at = 2;
        while (at + 9 < data.length && data[at] == (byte) 0xFF) {
            int mark = data[at + 1] & 255;
            boolean table = mark == 0xC4 || mark == 0xC8 || mark == 0xCC;
            if (mark >= 0xC0 && mark <= 0xCF && !table) {
                return checked(two(data, at + 7), two(data, at + 5));
            }
            at += 2 + two(data, at + 2);
        }
        return USUAL;
    }

    private static int two(byte[] data, int at) {
        return (data[at] & 255) << 8 | data[at + 1] & 255;
    }

    private static PictureSize checked(int width, int height) {
        return width > 0 && height > 0 && width < SANE && height < SANE ? new PictureSize(width, height) : USUAL;
    }

    /** The same, made smaller so that no side is longer than this. */
    PictureSize within(int longest) {
        return scaled(Math.min(1.0, (double) longest / Math.max(width, height)));
    }

    /** The same, made smaller so that the shorter side is not longer than this. */
    PictureSize shorterSide(int longest) {
        return scaled(Math.min(1.0, (double) longest / Math.min(width, height)));
    }

    private PictureSize scaled(double factor) {
        return new PictureSize(Math.max(1, (int) Math.round(width * factor)), Math.max(1, (int) Math.round(height * factor)));
    }

    /** How many squares with this side cover it. */
    long tiles(int side) {
        return (long) Math.ceilDiv(width, side) * Math.ceilDiv(height, side);
    }

    long area() {
        return (long) width * height;
    }
}
