package modelscan.wire.gemini;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import modelscan.api.model.Seal;

/**
 * What stands as {@code thoughtSignature}: Google's own as it is, one of another vendor wrapped.
 *
 * <p>The field holds base64, and clients decode it and encode it again: only what is base64 comes back from them.
 */
final class Seals {
    /** How wrapped texts begin when they are written in base64. */
    static final String SIGNED_MARK = "c2lnbmVk";
    /** The same for thoughts that are not shown. */
    static final String SEALED_MARK = "c2VhbGVk";

    private static final String SIGNED = "signed:";
    private static final String SEALED = "sealed:";

    private Seals() {
    }

    /** What a text is: a signature, or thoughts that are not shown. */
    record Read(Optional<Seal> signature, Optional<Seal> sealedText) {
        private static final Read NOTHING = new Read(Optional.empty(), Optional.empty());
    }

    /** Reads a text; an empty one is nothing. */
    static Read read(String text) {
        if (text.isEmpty()) {
            return Read.NOTHING;
        }
        String inner = unwrapped(text);
        if (inner.startsWith(SIGNED)) {
            return new Read(Optional.of(Seal.read(inner.substring(SIGNED.length()), Gemini.NAME)), Optional.empty());
        }
        if (inner.startsWith(SEALED)) {
            return new Read(Optional.empty(), Optional.of(Seal.read(inner.substring(SEALED.length()), Gemini.NAME)));
        }
        return new Read(Optional.of(Seal.read(text, Gemini.NAME)), Optional.empty());
    }

    /** A signature for a client. */
    static String signed(Seal seal) {
        return seal.forDialect(Gemini.NAME).orElseGet(() -> wrapped(SIGNED + seal.written(Gemini.NAME)));
    }

    /** Sealed thoughts for a client. */
    static String sealed(Seal seal) {
        return wrapped(SEALED + seal.written(Gemini.NAME));
    }

    /** Whether a text holds what another vendor made. */
    static boolean foreign(String text) {
        return !unwrapped(text).isEmpty();
    }

    private static String wrapped(String text) {
        return Base64Text.write(text.getBytes(StandardCharsets.UTF_8));
    }

    // Empty for a text that was not wrapped here.
    private static String unwrapped(String text) {
        if (!text.startsWith(SIGNED_MARK) && !text.startsWith(SEALED_MARK)) {
            return "";
        }
        try {
            String inner = new String(Base64Text.read(text), StandardCharsets.UTF_8);
            return inner.startsWith(SIGNED) || inner.startsWith(SEALED) ? inner : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
