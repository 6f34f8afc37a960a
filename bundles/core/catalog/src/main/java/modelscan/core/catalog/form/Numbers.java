package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Reads numbers that may be written as text, and vectors. */
final class Numbers {
    private static final int LARGEST = 1_000_000;
    private static final int LONGEST = 40;

    private Numbers() {
    }

    /** The number; empty if it is none, or one that counts nothing real. */
    static Optional<BigDecimal> of(JsonNode node) {
        return node.isNumber() || node.isTextual() ? of(node.asText()) : Optional.empty();
    }

    /** The number in a text. */
    static Optional<BigDecimal> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            boolean real = Math.abs((long) number.scale()) <= LONGEST && number.precision() <= LONGEST;
            return real ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A vector: a list of numbers, or little-endian floats in base64. */
    static float[] vector(JsonNode node) {
        if (node.isTextual()) {
            return decoded(node.textValue());
        }
        if (!node.isArray() || node.isEmpty() || node.size() > LARGEST) {
            throw noVector();
        }
        float[] values = new float[node.size()];
        for (int at = 0; at < values.length; at++) {
            if (!node.get(at).isNumber()) {
                throw noVector();
            }
            values[at] = node.get(at).floatValue();
        }
        return values;
    }

    private static float[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
                throw noVector();
            }
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        } catch (IllegalArgumentException notBase64) {
            throw noVector();
        }
    }

    private static FailureException noVector() {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                "the provider's answer has no vector of numbers"));
    }
}
