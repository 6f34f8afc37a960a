package modelscan.wire.gemini;

import java.util.Base64;

/** Bytes as text, in either alphabet: Google's own clients write the one for addresses. */
final class Base64Text {
    private Base64Text() {
    }

    /**
     * Reads either alphabet, with or without padding.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static byte[] read(String text) {
        boolean forAddresses = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        return (forAddresses ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    }

    /** Writes the common alphabet, which everybody reads. */
    static String write(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
