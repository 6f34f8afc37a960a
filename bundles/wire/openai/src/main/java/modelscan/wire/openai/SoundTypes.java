package modelscan.wire.openai;

import java.util.Locale;

/** Media types of sounds, by the words for formats and by the endings of file names. */
final class SoundTypes {
    private SoundTypes() {
    }

    /** The media type of a format that speech is asked for. */
    static String ofFormat(String format) {
        return format.equals("mp3") ? "audio/mpeg" : "audio/" + format.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.+-]", "");
    }

    /** The media type of a file: what its sender says, or what its name says. */
    static String ofFile(String told, String name) {
        if (told.startsWith("audio/") || told.startsWith("video/")) {
            return told;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "mp3", "mpga", "mpeg" -> "audio/mpeg";
            case "mp4", "m4a" -> "audio/mp4";
            case "webm" -> "audio/webm";
            case "ogg", "oga", "opus" -> "audio/ogg";
            case "flac" -> "audio/flac";
            case "wav" -> "audio/wav";
            default -> told.isEmpty() ? "application/octet-stream" : told;
        };
    }

    /** A name for a file of this type: providers look at its ending. */
    static String fileName(String type) {
        String kind = type.split(";", 2)[0].strip();
        return "audio." + switch (kind) {
            case "audio/mpeg", "audio/mp3" -> "mp3";
            case "audio/mp4", "audio/x-m4a", "audio/m4a" -> "m4a";
            case "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
            default -> kind.startsWith("audio/") || kind.startsWith("video/")
                    ? kind.substring(kind.indexOf('/') + 1).replaceAll("\\W", "") : "wav";
        };
    }
}
