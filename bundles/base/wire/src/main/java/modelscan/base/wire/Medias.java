package modelscan.base.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.Media;

/** Pictures, sounds and files as OpenAI writes them in chats and responses: data URLs, addresses, base64. */
public final class Medias {
    private static final String NOT_IN_ADDRESSES = " \"<>\\^`{|}";

    private Medias() {
    }

    /** What a data URL holds or an address points to. */
    public static Media read(Place place) {
        String text = place.text();
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            return data(place, text);
        }
        try {
            return new Media.Link(new URI(quoted(text)), Optional.empty());
        } catch (URISyntaxException malformed) {
            throw place.refuse("must be a data URL or an address");
        }
    }

    /** The data URL or the address of a medium. */
    public static String write(Media media) {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) ->
                    "data:" + type + ";base64," + Base64.getEncoder().encodeToString(data);
            case Media.Link(URI uri, Optional<String> _) -> uri.toString();
            case Media.Upload(String id) -> id;
        };
    }

    /** A sound of a format such as {@code wav}. */
    public static Media.Bytes sound(Place data, String format) {
        return new Media.Bytes(type(format), base64(data, data.text()));
    }

    /** The media type of a format: {@code mp3} is {@code audio/mpeg}. */
    public static String type(String format) {
        return format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    }

    /** The format of a media type, the reverse of {@link #type}. */
    public static String format(String type) {
        return type.equals("audio/mpeg") ? "mp3" : type.substring(type.indexOf('/') + 1);
    }

    private static Media data(Place place, String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw place.refuse("is a data URL without data");
        }
        String head = text.substring(5, comma);
        boolean base64 = head.toLowerCase(Locale.ROOT).endsWith(";base64");
        String type = base64 ? head.substring(0, head.length() - 7) : head;
        byte[] bytes = base64 ? base64(place, text.substring(comma + 1)) : percent(place, text.substring(comma + 1));
        return new Media.Bytes(type.isEmpty() ? "text/plain" : type, bytes);
    }

    private static byte[] base64(Place place, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw place.refuse("is not valid base64");
        }
    }

    private static byte[] percent(Place place, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            throw place.refuse("is not valid percent encoding");
        }
    }

    private static String quoted(String address) {
        StringBuilder quoted = new StringBuilder(address.length());
        for (int at = 0; at < address.length(); at++) {
            char each = address.charAt(at);
            if (NOT_IN_ADDRESSES.indexOf(each) >= 0) {
                quoted.append('%').append(String.format("%02X", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.toString();
    }
}
