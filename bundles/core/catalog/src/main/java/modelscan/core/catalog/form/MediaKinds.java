package modelscan.core.catalog.form;

import java.nio.charset.StandardCharsets;

/** Tells a media type by the first bytes, and which types are media at all. */
final class MediaKinds {
    private MediaKinds() {
    }

    /** The media type of these bytes, as far as they tell. */
    static String of(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF8")) {
            return "image/gif";
        }
        if (head.startsWith("RIFF") && head.length() > 11) {
            return head.startsWith("WEBP", 8) ? "image/webp" : "audio/wav";
        }
        if (head.startsWith("ID3") || head.length() > 1 && head.charAt(0) == 0xff && (head.charAt(1) & 0xe0) == 0xe0) {
            return "audio/mpeg";
        }
        if (head.startsWith("fLaC")) {
            return "audio/flac";
        }
        if (head.startsWith("OggS")) {
            return "audio/ogg";
        }
        return head.startsWith("ftyp", 4) ? "video/mp4" : "application/octet-stream";
    }

    /** Whether a body of this type is a medium. */
    static boolean isMedium(String type) {
        return type.startsWith("audio/") || type.startsWith("image/") || type.startsWith("video/")
                || type.equals("application/octet-stream") || type.equals("binary/octet-stream")
                || type.equals("application/ogg");
    }
}
