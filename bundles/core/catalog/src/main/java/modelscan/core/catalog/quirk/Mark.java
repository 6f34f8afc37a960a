package modelscan.core.catalog.quirk;

import java.nio.charset.StandardCharsets;

/** The bytes of a member's name, by which most messages are known not to have it. */
record Mark(byte[] bytes) {
    static Mark of(Path path) {
        return new Mark(('"' + path.first() + '"').getBytes(StandardCharsets.UTF_8));
    }

    boolean in(byte[] data) {
        for (int start = 0; start <= data.length - bytes.length; start++) {
            int same = 0;
            while (same < bytes.length && data[start + same] == bytes[same]) {
                same++;
            }
            if (same == bytes.length) {
                return true;
            }
        }
        return false;
    }
}
