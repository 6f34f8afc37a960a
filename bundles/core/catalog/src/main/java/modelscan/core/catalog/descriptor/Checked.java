package modelscan.core.catalog.descriptor;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** Values that are checked the same way in several places; an error names place and key. */
final class Checked {
    private Checked() {
    }

    static FailureException refuse(String message) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message));
    }

    static FailureException refuse(Fields fields, String why) {
        return refuse(fields.place() + ": " + why);
    }

    /** A date that may be there. */
    static Optional<LocalDate> date(Fields fields, String key) {
        return fields.optionalText(key).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException malformed) {
                throw refuse(fields, "'" + key + "' must be a date such as 2026-11-20, not '" + text + "'");
            }
        });
    }

    /** A currency that must be there. */
    static Currency currency(Fields fields) {
        String code = fields.text("currency");
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw refuse(fields, "'currency' must be a code of ISO 4217 such as USD, not '" + code + "'");
        }
    }

    /** A path written under, or as, a key. */
    static Path path(Fields fields, String key, String text) {
        try {
            return Path.of(text);
        } catch (IllegalArgumentException malformed) {
            throw refuse(fields, "'" + key + "': " + malformed.getMessage());
        }
    }

    /** Texts by name; empty if the key is not there. */
    static Map<String, String> texts(Fields fields, String key) {
        Map<String, String> texts = new HashMap<>();
        fields.named(key).ifPresent(named -> named.keys().forEach(name -> texts.put(name, named.text(name))));
        return texts;
    }

    /** Checks an address that may hold placeholders. */
    static void url(String url, String what) {
        // A placeholder at the beginning stands for scheme and host as well.
        String sample = url.replaceFirst("^\\$\\[[^\\]]*\\](?!:)", "http://x").replaceAll("\\$\\[[^\\]]*\\]", "x");
        try {
            URI uri = new URI(sample);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme()) && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException malformed) {
            // falls through to the one message
        }
        throw refuse(what + " must be an address such as https://api.example.com/v1, not '" + url + "'");
    }
}
