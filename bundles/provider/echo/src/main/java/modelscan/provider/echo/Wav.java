package modelscan.provider.echo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a tone in WAV. */
final class Wav {
    private static final int RATE = 8000;
    private static final int HEAD = 44;
    private static final int LOUDNESS = 8000;

    private Wav() {
    }

    /** A tone of this height and length: one channel, sixteen bits. */
    static byte[] tone(double hertz, int milliseconds) {
        int samples = RATE * milliseconds / 1000;
        ByteBuffer wav = ByteBuffer.allocate(HEAD + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEAD - 8 + 2 * samples).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE)
                .putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(2 * samples);
        for (int sample = 0; sample < samples; sample++) {
            wav.putShort((short) (LOUDNESS * Math.sin(2 * Math.PI * hertz * sample / RATE)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
