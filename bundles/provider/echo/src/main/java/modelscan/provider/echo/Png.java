package modelscan.provider.echo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture in PNG; the JDK's own writer would bring the whole desktop along. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {
    }

    /** A picture whose colours run from one that the seed decides to its opposite. */
    static byte[] of(int width, int height, int seed) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // Eight bits, true colour, no interlace.
        chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).array());
        chunk(png, "IDAT", deflated(pixels(width, height, seed)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] pixels(int width, int height, int seed) {
        ByteBuffer pixels = ByteBuffer.allocate(height * (1 + 3 * width));
        for (int y = 0; y < height; y++) {
            pixels.put((byte) 0);
            for (int x = 0; x < width; x++) {
                int shade = 255 * (x + y) / (width + height);
                pixels.put((byte) (seed ^ shade)).put((byte) ((seed >> 8) ^ shade)).put((byte) ((seed >> 16) ^ shade));
            }
        }
        return pixels.array();
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            int length = deflater.deflate(out);
            return Arrays.copyOf(out, length);
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] named = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
        CRC32 check = new CRC32();
        check.update(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(named);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
