package modelscan.stream.jsonarray;

import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** What may stand between and inside the objects of an array, byte by byte. */
final class Grammar {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Place place = Place.BEGINNING;
    private boolean array;
    private int marks;
    private int depth;
    private boolean inText;
    private boolean escaped;

    /** What a byte is. */
    enum Step {
        /** It stands between two objects. */
        BETWEEN,
        /** It begins an object. */
        BEGIN,
        /** It is inside of an object. */
        INSIDE,
        /** It ends an object. */
        END
    }

    private enum Place { BEGINNING, ELEMENT_WANTED, ELEMENT_OR_CLOSE, BEHIND_ELEMENT, CLOSED }

    /** Steps over a byte. */
    Step step(byte next) {
        return depth > 0 ? inside(next) : between(next);
    }

    private Step inside(byte next) {
        if (inText) {
            boolean closing = next == '"' && !escaped;
            escaped = next == '\\' && !escaped;
            inText = !closing;
            return Step.INSIDE;
        }
        switch (next) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> { }
        }
        if (depth > 0) {
            return Step.INSIDE;
        }
        place = Place.BEHIND_ELEMENT;
        return Step.END;
    }

    private Step between(byte next) {
        if (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
            return Step.BETWEEN;
        }
        if (place == Place.BEGINNING && marks < BYTE_ORDER_MARK.length && next == BYTE_ORDER_MARK[marks]) {
            marks++;
            return Step.BETWEEN;
        }
        return switch (next) {
            case '{' -> begin();
            case '[' -> moved(place == Place.BEGINNING, Place.ELEMENT_OR_CLOSE, next);
            case ',' -> moved(array && place == Place.BEHIND_ELEMENT, Place.ELEMENT_WANTED, next);
            case ']' -> moved(array && (place == Place.BEHIND_ELEMENT || place == Place.ELEMENT_OR_CLOSE), Place.CLOSED, next);
            default -> throw unexpected(next);
        };
    }

    private Step begin() {
        if (place == Place.CLOSED || array && place == Place.BEHIND_ELEMENT) {
            throw unexpected((byte) '{');
        }
        depth = 1;
        return Step.BEGIN;
    }

    private Step moved(boolean allowed, Place to, byte next) {
        if (!allowed) {
            throw unexpected(next);
        }
        array |= next == '[';
        place = to;
        return Step.BETWEEN;
    }

    private static FailureException unexpected(byte next) {
        String what = next > ' ' && next < 127 ? "'" + (char) next + "'" : "the byte " + (next & 0xff);
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                "an array of JSON objects has " + what + " where it cannot stand"));
    }
}
